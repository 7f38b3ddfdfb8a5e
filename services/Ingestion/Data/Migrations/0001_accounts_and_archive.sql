-- Accounts, how far each has been read, and the archive of what the venues answered.

create table account (
    tenant_id       uuid not null,
    account_id      uuid not null,
    legal_entity_id uuid not null,
    venue           text not null,
    name            text not null,
    credentials     bytea not null, -- sealed
    key_fingerprint text not null,
    key_hint        text not null,
    revision        bigint not null default 1, -- rises when the worker must begin anew (key, pause, removal)
    paused          boolean not null default false,
    removed         boolean not null default false,
    ever_connected  boolean not null default false,
    state           text not null default 'connecting',
    advice          text,
    records         bigint not null default 0,
    seen_symbols    text[] not null default '{}',
    last_sync       timestamptz,
    holder_epoch    bigint not null default 0, -- the fence: only the holder of this lease epoch may write pages
    created_at      timestamptz not null default now(),
    primary key (tenant_id, account_id)
);
create unique index account_key on account (tenant_id, venue, key_fingerprint) where not removed;
select platform.protect_tenant_table('account');

-- What workers of all tenants look at to know what to run; written with the account, holds no secret.
create table account_schedule (
    tenant_id       uuid not null,
    account_id      uuid not null,
    venue           text not null,
    key_fingerprint text not null,
    revision        bigint not null,
    active          boolean not null,
    primary key (tenant_id, account_id)
);
select platform.protect_system_table('account_schedule');

-- One process talks with one key. The key is named by the SHA-256 of its public part.
create table key_lease (
    key_fingerprint text primary key,
    place           text not null, -- the machine or pod: after a restart it may take its own lease back at once
    holder          uuid not null,
    epoch           bigint not null,
    until           timestamptz not null
);
select platform.share_table('key_lease');

create table key_nonce (
    key_fingerprint text primary key,
    reserved        bigint not null -- no nonce up to here may be handed out again
);
select platform.share_table('key_nonce');

create sequence epoch;
grant usage on sequence epoch to portfolio_app, portfolio_system;

create table stream (
    tenant_id     uuid not null,
    account_id    uuid not null,
    stream        text not null,
    priority      int not null,
    essential     boolean not null,
    cursor        bytea, -- sealed: some venues' cursors carry open records
    pages         bigint not null default 0,
    records       bigint not null default 0,
    expected      bigint,
    backfill_done boolean not null default false,
    updated_at    timestamptz not null default now(),
    primary key (tenant_id, account_id, stream)
);
select platform.protect_tenant_table('stream');

-- The exact bytes of each page that held anything, sealed with the tenant's key; sha256 is of the plain bytes.
create table raw_page (
    tenant_id      uuid not null,
    account_id     uuid not null,
    page_id        uuid not null,
    number         bigint generated always as identity,
    stream         text not null,
    endpoint       text not null,
    request        text not null,
    body           bytea not null,
    metadata       bytea,
    sha256         text not null,
    mapper_version int not null,
    record_count   int not null,
    fetched_at     timestamptz not null,
    primary key (tenant_id, account_id, page_id)
);
create index raw_page_in_order on raw_page (tenant_id, account_id, number);
select platform.protect_tenant_table('raw_page');
grant usage on sequence raw_page_number_seq to portfolio_app;

-- What a person or a later mapper must see.
create table page_problem (
    tenant_id   uuid not null,
    account_id  uuid not null,
    page_id     uuid not null,
    ordinal     int not null,
    stream      text not null,
    code        text not null,
    native_id   text,
    detail      bytea not null, -- sealed
    found_at    timestamptz not null,
    resolved_at timestamptz,
    primary key (tenant_id, account_id, page_id, ordinal)
);
create index page_problem_open on page_problem (tenant_id, account_id, stream) where resolved_at is null;
select platform.protect_tenant_table('page_problem');

-- Symbols the asset registry knows, kept from its messages: which markets to listen to.
create table known_symbol (
    symbol text primary key
);
select platform.share_table('known_symbol');

create table candle_cursor (
    venue       text not null,
    market      text not null,
    granularity text not null,
    until       timestamptz not null,
    primary key (venue, market, granularity)
);
select platform.share_table('candle_cursor');
