using System.Security.Cryptography;
using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Files of reports.</summary>
internal static class ReportFileSql
{
    /// <summary>Keeps a file; the same name again replaces it.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, Guid report, string name, bool isInput, byte[] body, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into tax.report_file (tenant_id, report_id, name, is_input, body, sha256) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, report_id, name) do update set is_input = excluded.is_input, body = excluded.body, sha256 = excluded.sha256
            """,
            transaction.Connection)
        {
            Parameters =
            {
                new() { Value = transaction.Tenant.Value }, new() { Value = report }, new() { Value = name }, new() { Value = isInput }, new() { Value = body },
                new() { Value = Convert.ToHexStringLower(SHA256.HashData(body)) },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The files of a report, without what is in them.</summary>
    public static async Task<IReadOnlyList<ReportFile>> ListAsync(IDatabaseTransaction transaction, Guid report, CancellationToken cancellationToken)
    {
        await using var command = Of(transaction, report, "select name, length(body), sha256, is_input from tax.report_file where tenant_id = $1 and report_id = $2 order by name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var files = new List<ReportFile>();
        while (await reader.ReadAsync(cancellationToken)) files.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetBoolean(3)));
        return files;
    }

    /// <summary>What is in a file; null when there is none of this name.</summary>
    public static async Task<byte[]?> ReadAsync(IDatabaseTransaction transaction, Guid report, string name, CancellationToken cancellationToken)
    {
        await using var command = Of(transaction, report, "select body from tax.report_file where tenant_id = $1 and report_id = $2 and name = $3");
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    private static NpgsqlCommand Of(IDatabaseTransaction transaction, Guid report, string sql) =>
        new(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = report } } };
}
