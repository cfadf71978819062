"""Claims: who claims, decides, demands or is accused of what, through whom, and how certainly."""
