"""What people do through the database: who may, what changes, which line the journal gets; one transaction each."""
