using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>The end of an audit chain as it was told to somebody outside: from then on no row up to it can be cut off or changed unnoticed, even by recomputing the whole chain.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Number">Its last row.</param>
/// <param name="Hash">Hash of that row, hex.</param>
/// <param name="At">When it was exported.</param>
internal sealed record AuditAnchor(TenantId Tenant, long Number, string Hash, DateTimeOffset At)
{
    public static string Write(AuditAnchor anchor) => JsonSerializer.Serialize(anchor, JsonSerializerOptions.Web);

    /// <summary>One JSON object a line; several exports may stand in one file.</summary>
    /// <exception cref="StartupException">The file is not there or is no such file.</exception>
    public static async Task<IReadOnlyList<AuditAnchor>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await File.ReadAllLinesAsync(file, cancellationToken)).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<AuditAnchor>(l, JsonSerializerOptions.Web)!)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException($"{file} is no file of anchors: {error.Message}", error);
        }
    }

    /// <summary>Appends the ends of all tenants' chains to a file, in one write and on disk when it returns.</summary>
    public static async Task<int> ExportAsync(IDatabase database, DateTimeOffset now, string file, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var tenant in await database.ListTenantsAsync(cancellationToken))
        {
            await using var transaction = await database.BeginAsync(tenant, cancellationToken);
            var head = await AuditSql.LockHeadAsync(transaction, cancellationToken);
            if (head.Number > 0) lines.Add(Write(new(tenant, head.Number, Convert.ToHexStringLower(head.Hash), now)));
        }

        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), cancellationToken);
        stream.Flush(flushToDisk: true);
        return lines.Count;
    }
}
