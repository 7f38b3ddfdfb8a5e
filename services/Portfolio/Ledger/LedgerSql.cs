using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Data;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Writes rows of the ledger: one statement a page, columns as arrays, unnested side by side in a select list because that streams.</summary>
internal static class LedgerSql
{
    private const string Insert = """
        insert into portfolio.ledger_entry (tenant_id, account_id, number, hash, entry_id, record, venue, source, native_id, version, time, kind, status, sequence,
          codes, symbols, amounts, roles, reference, market, tx_hash, network, flags, private_hash, private, actor, target_account_id, target_id,
          page_hash, mapper_version, page, recorded_at, envelope)
        select $1, $2, number, hash, entry_id, record, venue, source, native_id, version, time, kind, status, sequence,
          codes::text[], symbols::text[], amounts::numeric[], roles::smallint[], reference, market, tx_hash, network, flags::text[], private_hash, private, actor, target_account_id, target_id,
          $3, $4, $5, $6, envelope
        from (select
          unnest($7) as number, unnest($8) as hash, unnest($9) as entry_id, unnest($10) as record, unnest($11) as venue, unnest($12) as source,
          unnest($13) as native_id, unnest($14) as version, unnest($15) as time, unnest($16) as kind, unnest($17) as status, unnest($18) as sequence,
          unnest($19) as codes, unnest($20) as symbols, unnest($21) as amounts, unnest($22) as roles, unnest($23) as reference, unnest($24) as market,
          unnest($25) as tx_hash, unnest($26) as network, unnest($27) as flags, unnest($28) as private_hash, unnest($29) as private, unnest($30) as actor,
          unnest($31) as target_account_id, unnest($32) as target_id, unnest($33) as envelope) t
        """;

    public static async Task InsertAsync(IDatabaseTransaction transaction, AccountId account, Provenance provenance, List<LedgerRow> rows, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Insert, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = account.Value });
        p.Add(new() { Value = provenance.PageHash });
        p.Add(new() { Value = provenance.MapperVersion });
        p.Add(new() { Value = provenance.Page });
        p.Add(new() { Value = provenance.RecordedAt.UtcDateTime });
        AddIdentity(p, rows);
        AddContent(p, rows);
        AddRemarks(p, rows);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddIdentity(NpgsqlParameterCollection p, List<LedgerRow> rows)
    {
        Add(p, NpgsqlDbType.Bigint, rows, r => r.Number);
        Add(p, NpgsqlDbType.Bytea, rows, r => r.Hash);
        Add(p, NpgsqlDbType.Uuid, rows, r => r.Draft.EntryId);
        Add(p, NpgsqlDbType.Smallint, rows, r => (short)r.Draft.Record);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Venue);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Fact.Source);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Fact.NativeId);
        Add(p, NpgsqlDbType.Integer, rows, r => r.Version);
        Add(p, NpgsqlDbType.TimestampTz, rows, r => r.Draft.Fact.Time.UtcDateTime);
        Add(p, NpgsqlDbType.Smallint, rows, r => (short)r.Draft.Fact.Kind);
        Add(p, NpgsqlDbType.Smallint, rows, r => (short)r.Draft.Fact.Status);
        Add(p, NpgsqlDbType.Bigint, rows, r => r.Draft.Fact.Sequence);
    }

    private static void AddContent(NpgsqlParameterCollection p, List<LedgerRow> rows)
    {
        Add(p, NpgsqlDbType.Text, rows, r => ArrayLiteral.Of(r.Draft.Fact.Legs.Select(l => l.Code)));
        Add(p, NpgsqlDbType.Text, rows, r => ArrayLiteral.Of(r.Draft.Fact.Legs.Select(l => l.Symbol)));
        Add(p, NpgsqlDbType.Text, rows, r => ArrayLiteral.OfNumbers(r.Draft.Fact.Legs.Select(l => l.Amount)));
        Add(p, NpgsqlDbType.Text, rows, r => ArrayLiteral.OfNumbers(r.Draft.Fact.Legs.Select(l => (int)l.Role)));
    }

    private static void AddRemarks(NpgsqlParameterCollection p, List<LedgerRow> rows)
    {
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Fact.Reference);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Fact.Market);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Fact.TxHash);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Fact.Network);
        Add(p, NpgsqlDbType.Text, rows, r => ArrayLiteral.Of(r.Draft.Fact.Flags));
        Add(p, NpgsqlDbType.Bytea, rows, r => r.PrivateHash);
        Add(p, NpgsqlDbType.Bytea, rows, r => r.Private);
        Add(p, NpgsqlDbType.Text, rows, r => r.Draft.Actor);
        Add(p, NpgsqlDbType.Uuid, rows, r => r.Draft.TargetAccount?.Value);
        Add(p, NpgsqlDbType.Uuid, rows, r => r.Draft.Target);
        Add(p, NpgsqlDbType.Bytea, rows, r => r.Envelope);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType type, List<LedgerRow> rows, Func<LedgerRow, T> column) =>
        parameters.Add(new() { Value = rows.Select(column).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
