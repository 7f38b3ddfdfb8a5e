-- Problems of an account are told page by page, the newest first: a page reads its own rows, however many there are.
create index page_problem_newest on ingestion.page_problem (tenant_id, account_id, found_at, page_id, ordinal);
