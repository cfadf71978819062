"""Publishing: public records are rendered once, in the transaction that changes what they show."""
