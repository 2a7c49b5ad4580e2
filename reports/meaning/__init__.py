"""Words that decide what a sentence says: opposites, modal verbs, negation; English and Chinese."""
