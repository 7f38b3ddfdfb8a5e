using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary><c>Host verify-audit</c> and <c>Host export-anchors</c>.</summary>
internal static class AuditCommands
{
    public static HostCommand Verify { get; } = new("verify-audit", "verify-audit [--anchors FILE]: recomputes every tenant's audit chain, and holds it against exported anchors", VerifyAsync);

    public static HostCommand Export { get; } = new("export-anchors", "export-anchors FILE: appends the end of every tenant's audit chain to FILE, to be kept elsewhere", ExportAsync);

    private static async Task<int> VerifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not ([] or ["--anchors", _])) return await MisusedAsync(context, Verify);
        IReadOnlyList<AuditAnchor> anchors = context.Arguments.Count == 0 ? [] : await AuditAnchor.ReadAsync(context.Arguments[1], cancellationToken);
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        var verifier = opened.Services.GetRequiredService<AuditVerifier>();
        var (rows, faults) = (0L, 0);
        var database = opened.Services.GetRequiredService<IDatabase>();
        foreach (var tenant in (await database.ListTenantsAsync(cancellationToken)).Union(anchors.Select(a => a.Tenant)))
        {
            var (read, found) = await VerifyAsync(database, verifier, tenant, anchors, cancellationToken);
            foreach (var fault in found) await context.Output.WriteLineAsync(fault);
            (rows, faults) = (rows + read, faults + found.Count);
        }

        await context.Output.WriteLineAsync(faults == 0 ? $"{rows} audit entries verified" : $"{rows} audit entries read, {faults} faults");
        return faults == 0 ? 0 : 1;
    }

    private static async Task<(long Rows, IReadOnlyList<string> Faults)> VerifyAsync(IDatabase database, AuditVerifier verifier, TenantId tenant, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        try
        {
            var check = await verifier.VerifyAsync(tenant, anchors, cancellationToken);
            return (check.Rows, check.Faults);
        }
        catch (NpgsqlException error) when (database.IsAway(tenant, error))
        {
            return (0, [$"tenant {tenant}: the database '{database.PlaceOf(tenant)}' does not answer, so its chain was not read"]);
        }
    }

    private static async Task<int> ExportAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not [var file]) return await MisusedAsync(context, Export);
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        try
        {
            var database = opened.Services.GetRequiredService<IDatabase>();
            var tenants = await database.ListTenantsAsync(cancellationToken);
            var (count, left) = await AuditAnchor.ExportAsync(database, opened.Services.GetRequiredService<IAuditTrail>(), tenants, opened.Services.GetRequiredService<TimeProvider>().GetUtcNow(), file, AuditAct.CommandLine, cancellationToken);
            await context.Output.WriteLineAsync($"{count} anchors written to {file}");
            foreach (var tenant in left) await context.Output.WriteLineAsync($"tenant {tenant}: the database '{database.PlaceOf(tenant)}' does not answer, so there is no anchor of it");
            return left.Count == 0 ? 0 : 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{file} cannot be written: {error.Message}", error);
        }
    }

    private static async Task<int> MisusedAsync(CommandContext context, HostCommand command)
    {
        await context.Error.WriteLineAsync(command.Usage);
        return 2;
    }
}
