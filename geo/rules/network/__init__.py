"""Rules for lines and places: where they lie, what they touch, what they are made of."""
