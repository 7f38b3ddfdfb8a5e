using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>A row of the ledger on its way into the books: codes resolved, prices as far as known.</summary>
/// <param name="Key">Which transaction.</param>
/// <param name="EntryId">Its derived id.</param>
/// <param name="Number">Which row told it.</param>
/// <param name="Rank">Which version.</param>
/// <param name="Fact">What it says.</param>
/// <param name="Assets">What its legs are of.</param>
internal sealed record BookEntry(EntryKey Key, Guid EntryId, long Number, EntryRank Rank, TransactionFact Fact, ImmutableArray<AssetId> Assets)
{
    /// <summary>Dollars per unit, by asset.</summary>
    public Dictionary<AssetId, Quantity> Usd { get; } = [];

    public static BookEntry Of(AccountId account, LedgerRow row, AssetResolver resolver)
    {
        var (draft, fact) = (row.Draft, row.Draft.Fact);
        var rank = draft.Record == EntryRecord.Edit ? EntryRank.User(row.Version) : EntryRank.Venue(fact.Status, row.Version);
        return new(new(account, fact.Source, fact.NativeId), draft.EntryId, row.Number, rank, fact, Resolve(draft.Venue, fact, resolver));
    }

    /// <summary>As <see cref="Of"/>, from what a past book is made of.</summary>
    public static BookEntry Stored(AccountId account, Guid entryId, long number, bool isEdit, int version, string venue, TransactionFact fact, AssetResolver resolver) =>
        new(new(account, fact.Source, fact.NativeId), entryId, number, isEdit ? EntryRank.User(version) : EntryRank.Venue(fact.Status, version), fact, Resolve(venue, fact, resolver));

    /// <summary>A fill a stream told: holds until the ledger has the same transaction.</summary>
    public static BookEntry Provisional(AccountId account, string venue, TransactionFact fact, AssetResolver resolver) =>
        new(new(account, fact.Source, fact.NativeId), Guid.Empty, 0, new EntryRank(-1, 0, 0), fact, Resolve(venue, fact, resolver));

    /// <summary>The prices that books in these currencies need. Reference prices stand on full hours, so all questions of an hour are one.</summary>
    public IEnumerable<AskedPrice> Questions(IEnumerable<AssetId> currencies)
    {
        var hour = new DateTimeOffset(Fact.Time.UtcTicks - (Fact.Time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        return Assets.Concat(currencies).Distinct().Where(a => a != PriceQuestion.Dollar && !a.IsUnknown).Select(a => new AskedPrice(this, new(a, hour), Fact: null));
    }

    /// <summary>Takes prices from stored facts; where none is known the leg stays unpriced.</summary>
    public void Take(IReadOnlyDictionary<(long Number, AssetId Asset), PriceFact?> facts, IEnumerable<AssetId> currencies)
    {
        foreach (var asset in Assets.Concat(currencies))
            if (facts.TryGetValue((Number, asset), out var fact) && fact is not null) Usd[asset] = fact.Usd;
    }

    /// <summary>The entry in the books of one currency.</summary>
    public AccountingEntry In(AssetId currency, AssetResolver resolver)
    {
        var legs = ImmutableArray.CreateBuilder<AccountingLeg>(Assets.Length);
        for (var i = 0; i < Assets.Length; i++)
            legs.Add(new AccountingLeg(Assets[i], Fact.Legs[i].Amount, Fact.Legs[i].Role, PriceOf(Assets[i], currency, resolver)));
        return new(Key, Rank, Fact.Time, Fact.Sequence, Fact.Kind, Fact.Status.Counts(Fact.Kind), legs.MoveToImmutable());
    }

    private LegPrice? PriceOf(AssetId asset, AssetId currency, AssetResolver resolver)
    {
        if (asset == currency) return new LegPrice(Quantity.One, 0);
        if (UsdOf(asset) is not { } usd || UsdOf(currency) is not { Sign: > 0 } unit) return null;
        var price = currency == PriceQuestion.Dollar ? usd : usd.Divide(unit, 18);
        return new LegPrice(price, asset.Value.StartsWith("fiat:", StringComparison.Ordinal) ? 1 : resolver.Describe(asset).Kind == "stablecoin" ? 2 : 3);
    }

    private Quantity? UsdOf(AssetId asset) => asset == PriceQuestion.Dollar ? Quantity.One : Usd.TryGetValue(asset, out var usd) ? usd : null;

    private static ImmutableArray<AssetId> Resolve(string venue, TransactionFact fact, AssetResolver resolver) =>
        [.. fact.Legs.Select(l => resolver.Resolve(venue, l, fact.Time))];
}
