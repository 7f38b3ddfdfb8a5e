using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Jurisdictions;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports.Runs;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Taxes of legal entities.</summary>
internal sealed class TaxQueries(IDatabase database, EntityLedgers ledgers)
{
    /// <summary>What options of the command line are called in a sentence.</summary>
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["--method"] = "The method", ["--scope"] = "The scope", ["--jurisdiction"] = "The jurisdiction", ["--year"] = "The year",
        ["--allocation-decided"] = "The day the allocation was decided on", ["--allocation-lots"] = "The list of lots",
    };

    private readonly TaxJurisdictionItem[] _jurisdictions = [.. AllJurisdictions.All.Select(TaxSettings.Usual).Select(s => new TaxJurisdictionItem(s.Jurisdiction, s.Currency, s.Method, s.Scope))];

    /// <summary>The legal entities that own accounts, and how each is taxed.</summary>
    /// <param name="entityId">Only this one.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public async Task<Connection<TaxEntityItem>> GetTaxEntitiesAsync([ID] Guid? entityId, PagingArguments paging, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        var page = TaxRows.Page((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).Where(e => entityId is null || e.Id.Value == entityId), e => $"{e.Name} {e.Id}", e => e, paging);
        var found = new List<Edge<TaxEntityItem>>();
        foreach (var (cursor, entity) in page.Edges)
            found.Add(new(cursor, TaxEntityItem.Of(entity, await SettingSql.ReadAsync(transaction, entity.Id, cancellationToken) ?? TaxSettings.Default(entity))));
        return new(found, page.PageInfo);
    }

    /// <summary>The laws that can be applied, each with what it starts from.</summary>
    [ListSize(AssumedSize = 10)]
    public IReadOnlyList<TaxJurisdictionItem> GetTaxJurisdictions() => _jurisdictions;

    /// <summary>A tax year of an entity, computed from its ledger as it is now; null when there is no such entity.</summary>
    /// <param name="entityId">The legal entity.</param>
    /// <param name="year">The calendar year the tax year begins in.</param>
    /// <param name="method">Another method than the entity's own.</param>
    /// <param name="scope">Another scope than the entity's own.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(500)]
    public async Task<TaxYearItem?> GetTaxYearAsync([ID] Guid entityId, int year, string? method, string? scope, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await ledgers.FindAsync(user.TaxTenant(), new(entityId), cancellationToken) is not { } ledger) return null;
        var report = ledger.Year(year, method, scope);
        return report.IsOk ? TaxYearItem.Of(ledger, report.Value, year) : throw new GraphQLFieldException(Sentence(report.Error), report.Error.Code);
    }

    /// <summary>From what Portfolio's books realised between any two days to what tax realises, by the entity's settings: the lines between the two totals sum exactly to their difference.</summary>
    /// <param name="entityId">The legal entity.</param>
    /// <param name="from">The first day, local to its law, such as 2025-01-01.</param>
    /// <param name="to">The last day.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(1000), ListSize(AssumedSize = 15)]
    public async Task<IReadOnlyList<BridgeLineItem>?> GetTaxBridgeAsync([ID] Guid entityId, string from, string to, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!TaxRows.TryDay(from, out var first) || !TaxRows.TryDay(to, out var last) || last < first) throw new GraphQLFieldException("Give two days such as 2025-01-01 and 2025-03-31, the earlier first.", ErrorCodes.BadVariables);
        if (await ledgers.FindAsync(user.TaxTenant(), new(entityId), cancellationToken) is not { } ledger) return null;
        var report = ledger.Between(first, last.AddDays(1));
        return report.IsOk ? BridgeLineItem.Of(ledger, report.Value) : throw new GraphQLFieldException(Sentence(report.Error), report.Error.Code);
    }

    /// <summary>What a sale that has not happened would realise by every method; losses that could be taken; lots that turn long-term; what is left of the allowance.</summary>
    /// <param name="entityId">The legal entity.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(500)]
    public async Task<TaxPreviewItem?> GetTaxPreviewAsync([ID] Guid entityId, TaxSaleInput sale, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await ledgers.FindAsync(user.TaxTenant(), new(entityId), cancellationToken) is not { } ledger) return null;
        var preview = TaxPreviewItem.Of(ledger, sale, time.GetUtcNow());
        return preview.IsOk ? preview.Value : throw new GraphQLFieldException(Sentence(preview.Error), preview.Error.Code);
    }

    /// <summary>Reports that were asked for, the newest first.</summary>
    /// <param name="entityId">Only of this legal entity.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 20, MaxPageSize = 100)]
    public async Task<Connection<TaxReportItem>> GetTaxReportsAsync([ID] Guid? entityId, PagingArguments paging, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Guid? after = paging.After is null ? null : Guid.TryParse(paging.After, out var id) ? id : throw new GraphQLFieldException("This is no cursor of this server.", ErrorCodes.BadVariables);
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        var rows = await ReportSql.PageAsync(transaction, entityId, after, paging.First!.Value + 1, cancellationToken);
        var edges = rows.Take(paging.First.Value).Select(r => new Edge<TaxReportItem>(r.Id.ToString(), TaxReportItem.Of(r))).ToArray();
        return new(edges, new PageInfo(rows.Count > edges.Length, after is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>One report; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TaxReportItem?> GetTaxReportAsync([ID] Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        return await ReportSql.FindAsync(transaction, id, cancellationToken) is { } run ? TaxReportItem.Of(run) : null;
    }

    /// <summary>What is wrong, without the usage and the options of the command line.</summary>
    internal static string Sentence(Error error)
    {
        var said = error.Message.Split(". Usage:", 2)[0];
        var option = Options.FirstOrDefault(o => said.StartsWith(o.Key + " ", StringComparison.Ordinal));
        return option.Key is null ? said : option.Value + said[option.Key.Length..];
    }
}
