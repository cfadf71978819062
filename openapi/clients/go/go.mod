module example.org/newsroom

go 1.19
