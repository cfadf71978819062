"""What a seed file may say: strict models that refuse what they do not know."""
