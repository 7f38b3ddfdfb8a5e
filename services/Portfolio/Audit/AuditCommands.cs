using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit;

/// <summary><c>Host verify-ledger</c> and <c>Host export-heads</c>.</summary>
internal static class AuditCommands
{
    public static HostCommand Verify { get; } = new("verify-ledger", "verify-ledger [--heads FILE]: recomputes every hash of every chain, and holds them against exported heads", VerifyAsync);

    public static HostCommand Export { get; } = new("export-heads", "export-heads FILE: appends the end of every chain to FILE, to be kept elsewhere", ExportAsync);

    private static async Task<int> VerifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not ([] or ["--heads", _])) return await MisusedAsync(context, Verify);
        IReadOnlyList<ExportedHead> exported = context.Arguments.Count == 0 ? [] : ExportedHead.Read(await File.ReadAllLinesAsync(context.Arguments[1], cancellationToken));
        await using var services = await context.OpenServicesAsync(cancellationToken);
        var verifier = ActivatorUtilities.CreateInstance<LedgerVerifier>(services.Services);
        var (rows, faults) = (0L, 0);
        var database = services.Services.GetRequiredService<IDatabase>();
        foreach (var tenant in await database.ListTenantsAsync(cancellationToken))
        {
            var (read, found) = await VerifyAsync(database, verifier, tenant, [.. exported.Where(e => e.Tenant == tenant)], cancellationToken);
            foreach (var fault in found) await context.Output.WriteLineAsync($"tenant {tenant}, {fault}");
            (rows, faults) = (rows + read, faults + found.Count);
        }

        await context.Output.WriteLineAsync(faults == 0 ? $"{rows} rows verified" : $"{rows} rows read, {faults} faults");
        return faults == 0 ? 0 : 1;
    }

    private static async Task<(long Rows, IReadOnlyList<string> Faults)> VerifyAsync(IDatabase database, LedgerVerifier verifier, TenantId tenant, IReadOnlyList<ExportedHead> exported, CancellationToken cancellationToken)
    {
        try
        {
            return await verifier.VerifyAsync(tenant, exported, cancellationToken);
        }
        catch (NpgsqlException error) when (database.IsAway(tenant, error))
        {
            return (0, [$"the database '{database.PlaceOf(tenant)}' does not answer, so its chains were not read"]);
        }
    }

    private static async Task<int> ExportAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not [var file]) return await MisusedAsync(context, Export);
        await using var services = await context.OpenServicesAsync(cancellationToken);
        var database = services.Services.GetRequiredService<IDatabase>();
        var audit = services.Services.GetRequiredService<IAuditTrail>();
        var at = services.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var lines = new List<string>();
        foreach (var tenant in await database.ListTenantsAsync(cancellationToken))
        {
            await using var transaction = await database.BeginAsync(tenant, cancellationToken);
            if (await HeadSql.ReadAsync(transaction, cancellationToken) is not { Count: > 0 } heads) continue;
            lines.AddRange(heads.Select(h => ExportedHead.Write(new(tenant, h.Key, h.Value.Number, Convert.ToHexStringLower(h.Value.Hash), at))));
            await NoteAsync(audit, transaction, $"{heads.Count} heads to {file}", cancellationToken);
        }

        await File.AppendAllLinesAsync(file, lines, cancellationToken);
        await context.Output.WriteLineAsync($"{lines.Count} heads written to {file}");
        return 0;
    }

    /// <summary>Makes it an entry; not for a tenant that was erased, whose heads are exported all the same.</summary>
    private static async Task NoteAsync(IAuditTrail audit, IDatabaseTransaction transaction, string detail, CancellationToken cancellationToken)
    {
        try
        {
            await audit.AppendAsync(transaction, new AuditAct("heads.exported", "ledger") { Actor = AuditAct.CommandLine, Detail = detail }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (CryptographicException)
        {
            // Erased: there is nothing to seal with.
        }
    }

    private static async Task<int> MisusedAsync(CommandContext context, HostCommand command)
    {
        await context.Error.WriteLineAsync(command.Usage);
        return 2;
    }
}
