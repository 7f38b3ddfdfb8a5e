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
        var pages = await ReadAsync(services.Services.GetRequiredService<IAccountArchive>(), tenant, new AccountId(id), context.Output, cancellationToken);
        if (pages.Count == 0)
        {
            await context.Error.WriteLineAsync($"There is no archived page of account {id}.");
            return 1;
        }

        var ledger = services.Services.GetRequiredService<ILedgerReplay>();
        var same = pages.All(p => p.IsSameMapper) && !accept;
        var told = pages.Select(p => new TransactionsRecorded(tenant, new AccountId(id), p.Venue, p.Page, p.RawPageHash, p.MapperVersion, p.Transactions)).ToArray();
        var verdict = same
            ? await ledger.CompareAsync(tenant, new AccountId(id), told, cancellationToken)
            : await ledger.ReviseAsync(tenant, new AccountId(id), told, accept, cancellationToken);
        return await TellAsync(verdict, same, pages.Count, context.Output);
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

    private static async Task<int> TellAsync(ReplayVerdict verdict, bool same, int pages, TextWriter output)
    {
        foreach (var difference in verdict.Differences) await output.WriteLineAsync($"{difference.Source} {difference.NativeId}: {difference.What}");
        await output.WriteLineAsync(same
            ? $"{pages} pages: {verdict.Reproduced} of {verdict.Rows} archived rows reproduced, {verdict.Own} rows of people and the platform, {verdict.Differences.Length} differences"
            : $"{pages} pages read by the current mappers: {verdict.Differences.Length} differences");
        return verdict.IsExact || !same ? 0 : 1;
    }

    private static async Task<int> MisusedAsync(CommandContext context)
    {
        await context.Error.WriteLineAsync(Command.Usage);
        return 2;
    }
}
