"""How the atlas grows with its records: folders of more of them, and what each costs."""
