using System.Security.Claims;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Jurisdictions;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>A legal entity and how it is taxed.</summary>
/// <param name="Id">The legal entity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Where it is taxed: ISO 3166 alpha-2; empty when nobody said.</param>
/// <param name="Jurisdiction">The law that is applied.</param>
/// <param name="Currency">The currency of its books.</param>
/// <param name="Method">How disposals are matched, with dates where it changes.</param>
/// <param name="Scope">Which units may be matched.</param>
/// <param name="Methods">Methods the law permits; the first is the usual one.</param>
/// <param name="AllocationRule">How lots were allocated to wallets where the scope changes by date.</param>
/// <param name="AllocationDecided">The day the allocation was fixed.</param>
/// <param name="AllocationBy">Who fixed it.</param>
/// <param name="AllocationLots">Lots allocated to wallets one by one, as CSV text; null where the rule decides alone.</param>
/// <param name="SettingsVersion">Rises with each change; 0 while nobody changed anything.</param>
[GraphQLName("TaxEntity")]
internal sealed record TaxEntityItem(
    [property: ID] Guid Id, string Name, string Country, string Jurisdiction, string Currency, string Method, string Scope, IReadOnlyList<string> Methods, string? AllocationRule, string? AllocationDecided,
    string? AllocationBy, string? AllocationLots, int SettingsVersion)
{
    public static TaxEntityItem Of(LedgerEntity e, TaxSettings s) => new(
        e.Id.Value, e.Name, e.Country, s.Jurisdiction, s.Currency, s.Method, s.Scope, s.Law.Methods, s.Allocation?.Rule, s.Allocation?.Decided.ToString("O", System.Globalization.CultureInfo.InvariantCulture), s.Allocation?.By,
        s.Allocation?.Lots, s.Version);
}

/// <summary>A law that can be applied, and what it starts from.</summary>
/// <param name="Name">us, uk, de, ca, au, fr, jp or none.</param>
/// <param name="Currency">Of its country.</param>
/// <param name="Method">Its usual method.</param>
/// <param name="Scope">Its own scope.</param>
[GraphQLName("TaxJurisdiction")]
internal sealed record TaxJurisdictionItem(string Name, string Currency, string Method, string Scope);

/// <summary>A wallet of an entity: one of its accounts, as reports name it.</summary>
/// <param name="Wallet">As reports name it.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Name">The user's name for it.</param>
[GraphQLName("TaxWallet")]
internal sealed record TaxWalletItem(string Wallet, [property: ID] Guid AccountId, string Name);

/// <summary>How the lots of an asset came to wallets (Rev. Proc. 2024-28): what has to be on record.</summary>
/// <param name="AssetId">Of what.</param>
/// <param name="From">The instant from which lots are kept by wallet.</param>
/// <param name="Rule">The written rule, or that lots were named one by one.</param>
/// <param name="DecidedAt">When that was fixed.</param>
/// <param name="DecidedBy">Who fixed it.</param>
/// <param name="Units">How many units were allocated.</param>
[GraphQLName("TaxAllocationRecord")]
internal sealed record TaxAllocationItem(string AssetId, DateTimeOffset From, string Rule, DateTimeOffset DecidedAt, string DecidedBy, Quantity Units)
{
    public static TaxAllocationItem Of(AllocationRecord r) => new(r.Asset.Value, r.At, r.Rule, r.DecidedAt, r.DecidedBy, r.Allocated.Aggregate(Quantity.Zero, (sum, a) => sum + a.Units));
}

/// <summary>What an entity's ledger tells.</summary>
[ExtendObjectType(typeof(TaxEntityItem))]
internal static class TaxEntityFields
{
    /// <summary>Tax years from the first transaction to the last, the newest first, by the calendar year they begin in; and years that are closed.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<int>> GetYearsAsync([Parent] TaxEntityItem entity, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        var calendar = AllJurisdictions.Find(entity.Jurisdiction)!.Calendar;
        var closed = (await ClosingSql.HoldingAsync(transaction, new(entity.Id), cancellationToken)).Select(c => c.Year);
        if (await LedgerSql.SpanAsync(transaction, new(entity.Id), cancellationToken) is not { } span) return [.. closed.OrderDescending()];
        var (first, last) = (calendar.YearOf(calendar.Day(span.First)), calendar.YearOf(calendar.Day(span.Last)));
        return [.. Enumerable.Range(first, last - first + 1).Union(closed).OrderDescending()];
    }

    /// <summary>Its accounts as wallets, in order of their names in reports.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the accounts.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000)]
    public static async Task<Connection<TaxWalletItem>> GetWalletsAsync([Parent] TaxEntityItem entity, PagingArguments paging, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        return TaxRows.Page(await LedgerSql.AccountsAsync(transaction, new(entity.Id), cancellationToken), a => $"{a.Wallet} {a.Id}", a => new TaxWalletItem(a.Wallet, a.Id.Value, a.Name), paging);
    }

    /// <summary>Its closed years, oldest first: later ones begin with what was filed for them, whatever the ledger says now.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the closings.</param>
    /// <param name="cancellationToken">Stops.</param>
    [ListSize(AssumedSize = 10)]
    public static async Task<IReadOnlyList<TaxClosedYearItem>> GetClosedYearsAsync([Parent] TaxEntityItem entity, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        return [.. (await ClosingSql.HoldingAsync(transaction, new(entity.Id), cancellationToken)).Select(TaxClosedYearItem.Of)];
    }

    /// <summary>Movements and gains that a person should look at, with what helps, oldest first: the problems inbox.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="ledgers">Reads the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), Cost(500)]
    public static async Task<Connection<TaxProblemItem>> GetProblemsAsync([Parent] TaxEntityItem entity, PagingArguments paging, ClaimsPrincipal user, EntityLedgers ledgers, CancellationToken cancellationToken)
    {
        var ledger = await ledgers.FindAsync(user.TaxTenant(), new(entity.Id), cancellationToken) ?? throw new GraphQLFieldException("There is no such legal entity.", "NOT_FOUND");
        var problems = TaxProblemItem.Of(ledger);
        return TaxRows.Page(problems.Select((p, place) => (Problem: p, Place: place)), p => $"{TaxRows.Key(p.Problem.Time)} {p.Problem.Code} {p.Problem.Row} {p.Place:D9}", p => p.Problem, paging);
    }

    /// <summary>How lots came to wallets where the scope changes by date, by asset; nothing where it does not, or where the list of lots does not fit the ledger any more.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="ledgers">Reads the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), Cost(500)]
    public static async Task<Connection<TaxAllocationItem>> GetAllocationsAsync([Parent] TaxEntityItem entity, PagingArguments paging, ClaimsPrincipal user, EntityLedgers ledgers, CancellationToken cancellationToken)
    {
        var ledger = entity.AllocationRule is null ? null : await ledgers.FindAsync(user.TaxTenant(), new(entity.Id), cancellationToken);
        IReadOnlyList<AllocationRecord> records = ledger?.Whole() is { IsOk: true, Value: var whole } ? whole.Result.Allocations : [];
        return TaxRows.Page(records, r => r.Asset.Value, TaxAllocationItem.Of, paging);
    }
}
