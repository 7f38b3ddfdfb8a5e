using System.Globalization;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>What a ledger row records. The numbers are stored.</summary>
internal enum EntryRecord
{
    /// <summary>A transaction as its source told it.</summary>
    Transaction = 0,

    /// <summary>A user's version of a transaction: replaces what the source told, which stays.</summary>
    Edit = 1,

    /// <summary>A remark on a transaction.</summary>
    Annotation = 2,

    /// <summary>Two transactions are one transfer between own accounts.</summary>
    Link = 3,

    /// <summary>A link taken back.</summary>
    Unlink = 4,

    /// <summary>A remark taken back.</summary>
    Retraction = 5,
}

/// <summary>Something to be recorded, not yet in the chain.</summary>
/// <param name="EntryId">Derived from tenant, account, source and native id.</param>
/// <param name="Record">What kind of row.</param>
/// <param name="Venue">Whose words the codes are: with the date it decides which assets they mean.</param>
/// <param name="Fact">The transaction; for links and remarks only source, native id and time matter.</param>
internal sealed record EntryDraft(Guid EntryId, EntryRecord Record, string Venue, TransactionFact Fact)
{
    /// <summary>For links the account of the deposit.</summary>
    public AccountId? TargetAccount { get; init; }

    /// <summary>For links the deposit. A link itself stands under the id of its withdrawal, a remark under that of its transaction.</summary>
    public Guid? Target { get; init; }

    /// <summary>The key of a linked deposit: its source stands in the link's reference, its native id in the link's market, so that the deposit may come later.</summary>
    public EntryKey LinkedKey => new(TargetAccount ?? default, Fact.Reference ?? "", Fact.Market ?? "");

    /// <summary>The place in the chain of a remark that is taken back: it stands in the reference.</summary>
    public long? TakesBack => Record == EntryRecord.Retraction && long.TryParse(Fact.Reference, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Who did it, when it was not the source.</summary>
    public string? Actor { get; init; }

    /// <summary>A person's words; sealed.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of a transaction of an account.</summary>
    public static Guid IdOf(TenantId tenant, AccountId account, string source, string nativeId) =>
        DerivedId.Of("ledger", tenant.ToString(), account.ToString(), source, nativeId);

    /// <summary>A transaction as its source told it.</summary>
    public static EntryDraft Of(TenantId tenant, AccountId account, string venue, TransactionFact fact) =>
        new(IdOf(tenant, account, fact.Source, fact.NativeId), EntryRecord.Transaction, venue, fact with { Time = fact.Time.ToMicroseconds() });
}

/// <summary>Where entries come from: the raw page and the mapper that read it. For what people enter, the page is empty and its hash that of nothing.</summary>
/// <param name="Page">The archived page.</param>
/// <param name="PageHash">SHA-256 of its bytes.</param>
/// <param name="MapperVersion">Who read it.</param>
/// <param name="RecordedAt">When it was recorded.</param>
internal sealed record Provenance(Guid Page, byte[] PageHash, int MapperVersion, DateTimeOffset RecordedAt)
{
    /// <summary>Entered by a person or made by the platform itself.</summary>
    public static Provenance Own(DateTimeOffset recordedAt) =>
        new(Guid.Empty, System.Security.Cryptography.SHA256.HashData([]), 0, recordedAt.ToMicroseconds());
}
