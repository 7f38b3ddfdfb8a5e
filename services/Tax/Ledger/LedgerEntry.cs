using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>A transaction that counts, as the ledger's published contract tells it.</summary>
/// <param name="Key">What makes it the same however often it is read.</param>
/// <param name="EntryId">Its derived id.</param>
/// <param name="Number">The row of the ledger that holds.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Sequence">The venue's order within one instant.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Legs">Signed amounts with what a unit was worth in dollars.</param>
internal sealed record LedgerEntry(EntryKey Key, Guid EntryId, long Number, DateTimeOffset Time, long Sequence, TransactionKind Kind, ImmutableArray<LedgerLeg> Legs)
{
    /// <summary>The account it stands in.</summary>
    public AccountId Account => Key.Account;

    /// <summary>Its place in the order of accounting.</summary>
    public AccountingOrder Order => new(Time, Sequence, Key);
}

/// <summary>One signed amount.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="Amount">Signed, exact.</param>
/// <param name="Role">What it is in the transaction.</param>
/// <param name="Price">Dollars per unit, stored with the leg; null where nobody knows.</param>
internal sealed record LedgerLeg(AssetId Asset, Quantity Amount, LegRole Role, ReferencePrice? Price);

/// <summary>A reference price as it was used.</summary>
/// <param name="Usd">Dollars per unit.</param>
/// <param name="Source">Where from.</param>
/// <param name="At">As of when.</param>
/// <param name="Version">Which version of it.</param>
internal sealed record ReferencePrice(Quantity Usd, string Source, DateTimeOffset At, int Version);

/// <summary>An account as the ledger knows it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Entity">Its legal entity.</param>
/// <param name="Venue">Where.</param>
/// <param name="Name">The user's name for it.</param>
internal sealed record LedgerAccount(AccountId Id, LegalEntityId Entity, string Venue, string Name)
{
    /// <summary>The account as a wallet of reports: its venue, and enough of its id to tell two apart.</summary>
    public string Wallet => $"{Venue}:{Id.Value.ToString("N")[..8]}";
}

/// <summary>A legal entity with accounts.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Where it is taxed: ISO 3166 alpha-2; empty when nobody said.</param>
internal sealed record LedgerEntity(LegalEntityId Id, string Name, string Country);

/// <summary>A tenant's ledger at one moment.</summary>
/// <param name="Accounts">All accounts, removed ones included: their history stays.</param>
/// <param name="Entries">Every transaction that counts, in the order of accounting.</param>
/// <param name="Links">Transfers between own accounts, by the transaction that left.</param>
internal sealed record LedgerView(IReadOnlyList<LedgerAccount> Accounts, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<LedgerLink> Links);

/// <summary>A withdrawal and a deposit that are one transfer.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct LedgerLink(Guid Left, Guid Arrived);
