"""The shapes that nouns share in their public records: references, evidence, quantities, stamps."""
