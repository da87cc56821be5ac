"""What editors decide: written into articles, and turned into knowledge."""
