-- What a page's records mean, as a hash: a page whose meaning hangs on more than its bytes is recognised by it when it comes again after a restart.
alter table raw_page add column meaning text;
