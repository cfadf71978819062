"""Everything that differs by database: engines, migrations, the data-set revision."""
