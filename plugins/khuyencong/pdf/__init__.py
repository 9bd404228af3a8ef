"""PDF files: their pages as pictures, their words, their outline."""
