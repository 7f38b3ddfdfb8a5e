using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
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

    /// <summary>
    /// Appends the ends of tenants' chains to a file, in one write and on disk when it returns. The export is the last entry of each chain and so below its anchor. How many there are,
    /// and whose database is away.
    /// </summary>
    /// <param name="database">Opens them.</param>
    /// <param name="audit">Hears of the export.</param>
    /// <param name="tenants">Whose.</param>
    /// <param name="now">When.</param>
    /// <param name="file">Where to.</param>
    /// <param name="actor">Who asked; null for the platform itself.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<(int Count, IReadOnlyList<TenantId> Left)> ExportAsync(IDatabase database, IAuditTrail audit, IReadOnlyList<TenantId> tenants, DateTimeOffset now, string file, string? actor, CancellationToken cancellationToken)
    {
        var (lines, left) = (new List<string>(), new List<TenantId>());
        foreach (var tenant in tenants)
        {
            try
            {
                var head = await EndAsync(database, audit, tenant, new AuditAct("anchors.exported", "audit") { Actor = actor, Detail = $"to {file}" }, cancellationToken);
                if (head.Number > 0) lines.Add(Write(new(tenant, head.Number, Convert.ToHexStringLower(head.Hash), now)));
            }
            catch (NpgsqlException error) when (database.IsAway(tenant, error))
            {
                left.Add(tenant);
            }
        }

        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), cancellationToken);
        stream.Flush(flushToDisk: true);
        return (lines.Count, left);
    }

    /// <summary>Notes the export and gives the end of the chain after it. For a tenant that was erased nothing can be sealed any more: its chain is anchored as it is.</summary>
    private static async Task<AuditHead> EndAsync(IDatabase database, IAuditTrail audit, TenantId tenant, AuditAct act, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var head = await AuditSql.LockHeadAsync(transaction, cancellationToken);
        if (head.Number == 0) return head;
        try
        {
            await audit.AppendAsync(transaction, act, cancellationToken);
        }
        catch (CryptographicException)
        {
            return head;
        }

        head = await AuditSql.LockHeadAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return head;
    }
}
