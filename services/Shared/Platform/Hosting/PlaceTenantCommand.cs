using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary><c>Host place-tenant</c>: gives a tenant a database to itself, or takes it back into the main one.</summary>
internal static class PlaceTenantCommand
{
    public static HostCommand Command { get; } = new(
        "place-tenant", $"place-tenant TENANT NAME: moves a tenant, while no host runs, to the database of Database:Placed:NAME, or back to '{Place.MainName}'; stopped in the middle, the same again ends it", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not [var id, var name] || !Guid.TryParse(id, out var tenant))
        {
            await context.Error.WriteLineAsync(Command.Usage);
            return 2;
        }

        await using var opened = await context.OpenServicesAsync(cancellationToken);
        var places = opened.Services.GetRequiredService<Places>();
        var to = places.Find(name) ?? throw new StartupException($"There is no database '{name}': set Database__Placed__{name}__ConnectionString.");
        var from = places.Of(new(tenant)).Name;
        var rows = await new TenantMove(places).RunAsync(new(tenant), to, cancellationToken);
        await NoteAsync(opened.Services, new(tenant), $"from {from} to {name}", cancellationToken);
        await context.Output.WriteLineAsync($"Tenant {tenant} is in the database '{name}'; {rows} rows were moved from '{from}'");
        return 0;
    }

    private static async Task NoteAsync(IServiceProvider services, TenantId tenant, string detail, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<IDatabase>();
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if ((await Audit.AuditSql.LockHeadAsync(transaction, cancellationToken)).Number == 0) return; // Nothing happened in this tenant yet.
        await services.GetRequiredService<IAuditTrail>().AppendAsync(transaction, new AuditAct("tenant.placed", tenant.ToString()) { Actor = AuditAct.CommandLine, Detail = detail }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
