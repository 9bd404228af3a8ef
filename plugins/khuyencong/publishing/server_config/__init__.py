"""Configs of web servers, made from the site: types, caching, safety, old addresses."""
