using Microsoft.Extensions.DependencyInjection;

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
        var tenants = (await opened.Services.GetRequiredService<IDatabase>().ListTenantsAsync(cancellationToken)).Union(anchors.Select(a => a.Tenant));
        foreach (var tenant in tenants)
        {
            var check = await verifier.VerifyAsync(tenant, anchors, cancellationToken);
            foreach (var fault in check.Faults) await context.Output.WriteLineAsync(fault);
            (rows, faults) = (rows + check.Rows, faults + check.Faults.Count);
        }

        await context.Output.WriteLineAsync(faults == 0 ? $"{rows} audit entries verified" : $"{rows} audit entries read, {faults} faults");
        return faults == 0 ? 0 : 1;
    }

    private static async Task<int> ExportAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not [var file]) return await MisusedAsync(context, Export);
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        try
        {
            var count = await AuditAnchor.ExportAsync(opened.Services.GetRequiredService<IDatabase>(), opened.Services.GetRequiredService<IAuditTrail>(), opened.Services.GetRequiredService<TimeProvider>().GetUtcNow(), file, AuditAct.CommandLine, cancellationToken);
            await context.Output.WriteLineAsync($"{count} anchors written to {file}");
            return 0;
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
