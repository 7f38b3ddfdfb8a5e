using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary><c>Host export-bundle</c> and <c>Host verify-bundle</c>.</summary>
internal static class BundleCommands
{
    public static HostCommand Export { get; } = new(
        "export-bundle", "export-bundle FILE [--tenant ID] [--account ID]... [--report REPORT-FILE]: writes ledger and raw pages as one file that proves itself; with a report's file only the pages its lines rest on", ExportAsync);

    public static HostCommand Verify { get; } = new(
        "verify-bundle", "verify-bundle FILE [--heads FILE] [--id ID]... [--report REPORT-FILE]: verifies a bundle without any database, and says which raw record proves a transaction or each line of a report", VerifyAsync);

    private static async Task<int> ExportAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (BundleWords.Parse(context.Arguments, "tenant", "account", "report") is not { } words || words.All("account").Any(a => !Guid.TryParse(a, out _))) return await MisusedAsync(context, Export);
        var tenant = words.One("tenant") is { } given ? Guid.TryParse(given, out var id) ? new TenantId(id) : throw new StartupException($"{given} is no tenant's id.") : DemoTenant.Tenant;
        IReadOnlySet<Guid>? entries = words.One("report") is { } report ? BundleProof.IdsIn(await TextAsync(report, cancellationToken)).ToHashSet() : null;
        if (entries is { Count: 0 }) throw new StartupException("That file names no transaction: give a report's lot trace, its lines of gains or its ledger.");
        await using var services = await context.OpenServicesAsync(cancellationToken);
        try
        {
            var export = ActivatorUtilities.CreateInstance<BundleExport>(services.Services);
            var summary = await export.WriteAsync(tenant, [.. words.All("account").Select(Guid.Parse)], entries, words.File, cancellationToken);
            await context.Output.WriteLineAsync($"{summary} written to {words.File}, named {summary.Hash}");
            return summary is { Accounts: > 0, Missing: 0 } ? 0 : 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{words.File} cannot be written: {error.Message}", error);
        }
    }

    private static async Task<int> VerifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (BundleWords.Parse(context.Arguments, "heads", "id", "report") is not { } words) return await MisusedAsync(context, Verify);
        IReadOnlyList<ExportedHead> heads = words.One("heads") is { } file ? ExportedHead.Read((await TextAsync(file, cancellationToken)).Split('\n')) : [];
        var ids = words.All("id").Concat(words.One("report") is { } report ? BundleProof.IdsIn(await TextAsync(report, cancellationToken)).Select(i => i.ToString()) : []).ToArray();
        try
        {
            using var bundle = BundleFile.Open(words.File);
            var check = new BundleCheck(bundle, context.Modules.OfType<IRawPageReader>().FirstOrDefault(), heads);
            check.Run();
            return await TellAsync(bundle, check, ids, context.Output);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await context.Output.WriteLineAsync($"{words.File} is no whole bundle: {error.Message}");
            return 1;
        }
    }

    private static async Task<int> TellAsync(BundleFile bundle, BundleCheck check, IReadOnlyList<string> ids, TextWriter output)
    {
        var proof = new BundleProof(bundle, check);
        foreach (var fault in check.Faults) await output.WriteLineAsync(fault);
        var unknown = 0;
        foreach (var id in ids)
        {
            var lines = proof.Of(id).ToArray();
            if (lines.Length == 0) unknown++;
            foreach (var line in lines.DefaultIfEmpty($"{id} is not in this bundle")) await output.WriteLineAsync(line);
        }

        var again = check.Chains.SelectMany(c => c.Again.Values).ToArray();
        foreach (var chain in check.Chains) await output.WriteLineAsync($"account {chain.Account}: {chain.Rows.Length} rows, head {Convert.ToHexStringLower(chain.Head.Hash)}, " + (chain.Anchored == 0 ? "held against no head from outside" : $"exported before up to row {chain.Anchored}"));
        await output.WriteLineAsync($"{check.Chains.Sum(c => c.Rows.Length)} rows and {check.Pages.Count} raw pages, {again.Count(a => a == PageReadingAgain.Same)} rows read again from their pages: " + (check.Faults.Count == 0 ? "verified" : $"{check.Faults.Count} faults") + $"; bundle {bundle.Hash}");
        return check.Faults.Count == 0 && unknown == 0 ? 0 : 1;
    }

    private static async Task<string> TextAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{file} cannot be read: {error.Message}", error);
        }
    }

    private static async Task<int> MisusedAsync(CommandContext context, HostCommand command)
    {
        await context.Error.WriteLineAsync(command.Usage);
        return 2;
    }
}
