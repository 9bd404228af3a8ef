"""The dialect: what people type, and what then stands on the page."""
