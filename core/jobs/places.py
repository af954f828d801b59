"""Where the engine keeps its own tables; of the class `derived`: made again from core_job, and holding ids only."""

FILE = "jobs.sqlite3"  # in the data folder, on SQLite
SCHEMA = "heard_jobs"  # beside the public one, on PostgreSQL
