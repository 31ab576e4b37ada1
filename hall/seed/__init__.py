"""Seed data: the catalogue as readable files, and synthetic people and houses made from a seed."""
