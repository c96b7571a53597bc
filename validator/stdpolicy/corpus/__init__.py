"""Documents in numbers that outgrow one machine: read from any store, checked in tasks, told as Parquet."""
