using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.VenueCommands;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary><c>Host replay</c>: rebuilds an account from the archive alone, venues unreachable, and holds the result against the ledger hash by hash.</summary>
internal static class ReplayCommand
{
    /// <summary>The command.</summary>
    public static HostCommand Command { get; } = new(
        "replay", "replay --account ID [--tenant ID] [--accept]: rebuilds an account from its archive; --accept appends what the current mappers read differently", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var accept = context.Arguments.Contains("--accept", StringComparer.Ordinal);
        var options = CommandOptions.Parse([.. context.Arguments.Where(w => w != "--accept")]);
        if (!Guid.TryParse(options["account"], out var id)) return await MisusedAsync(context);
        var tenant = Guid.TryParse(options["tenant"], out var given) ? new TenantId(given) : DemoTenant.Tenant;
        await using var services = await context.OpenServicesAsync(cancellationToken);
        var code = await ReplayAsync(services.Services, tenant, new AccountId(id), accept, context.Output, cancellationToken);
        await NoteAsync(services.Services, tenant, id, accept, code, cancellationToken);
        return code;
    }

    private static async Task NoteAsync(IServiceProvider services, TenantId tenant, Guid account, bool accept, int code, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<IDatabase>();
        if (!(await database.ListTenantsAsync(cancellationToken)).Contains(tenant)) return;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var act = new AuditAct(accept ? "ledger.replay-accepted" : "ledger.replayed", account.ToString()) { Actor = AuditAct.CommandLine, Outcome = code == 0 ? "done" : "differs" };
        await services.GetRequiredService<IAuditTrail>().AppendAsync(transaction, act, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Proves what the mappers wrote that read each page; then tells what the current ones read differently. 0 when every hash was reproduced.</summary>
    internal static async Task<int> ReplayAsync(IServiceProvider services, TenantId tenant, AccountId account, bool accept, TextWriter output, CancellationToken cancellationToken)
    {
        var pages = await ReadAsync(services.GetRequiredService<IAccountArchive>(), tenant, account, output, cancellationToken);
        if (pages.Count == 0)
        {
            await output.WriteLineAsync($"There is no archived page of account {account}.");
            return 1;
        }

        var ledger = services.GetRequiredService<ILedgerReplay>();
        TransactionsRecorded[] current = [.. pages.Select(p => Reading(p, p.MapperVersion, p.Transactions))];
        var verdict = await ledger.CompareAsync(tenant, account, [.. current, .. pages.SelectMany(p => p.Earlier.Select(e => Reading(p, e.Key, e.Value)))], cancellationToken);
        await TellAsync(verdict.Differences, $"{pages.Count} pages: {verdict.Reproduced} of {verdict.Rows} archived rows reproduced, {verdict.Own} rows of people and the platform", output);
        if (accept || pages.Any(p => !p.IsSameMapper))
        {
            var revised = await ledger.ReviseAsync(tenant, account, current, accept, cancellationToken);
            await TellAsync(revised.Differences, $"{pages.Count} pages read by the current mappers", output);
        }

        return verdict.IsExact ? 0 : 1;

        TransactionsRecorded Reading(ArchivedPage p, int mapper, ImmutableArray<TransactionFact> transactions) => new(tenant, account, p.Venue, p.Page, p.RawPageHash, mapper, transactions);
    }

    private static async Task<List<ArchivedPage>> ReadAsync(IAccountArchive archive, TenantId tenant, AccountId account, TextWriter output, CancellationToken cancellationToken)
    {
        var pages = new List<ArchivedPage>();
        await foreach (var page in archive.ReadAsync(tenant, account, cancellationToken))
        {
            if (page.RawPageHash != page.RecordedHash) await output.WriteLineAsync($"page {page.Page}: its bytes were changed since it was recorded");
            pages.Add(page);
        }

        return pages;
    }

    private static async Task TellAsync(ImmutableArray<ReplayDifference> differences, string summary, TextWriter output)
    {
        foreach (var difference in differences) await output.WriteLineAsync($"{difference.Source} {difference.NativeId}: {difference.What}");
        await output.WriteLineAsync($"{summary}, {differences.Length} differences");
    }

    private static async Task<int> MisusedAsync(CommandContext context)
    {
        await context.Error.WriteLineAsync(Command.Usage);
        return 2;
    }
}
