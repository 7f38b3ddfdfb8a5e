using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>A row of the ledger as a bundle writes it: one JSON object a line, all properties always there, in this order. Private words are not in it, only their salted hash.</summary>
internal sealed record BundleRow(
    long Number, string Hash, int Version, Guid Id, int Record, string Venue, string Source, string NativeId, string Time, int Kind, int Status, string Sequence, ImmutableArray<BundleLeg> Legs,
    string? Reference, string? Market, string? TxHash, string? Network, ImmutableArray<string> Flags, string? PrivateHash, string? Actor, Guid? TargetAccount, Guid? Target,
    string PageHash, int Mapper, Guid Page, string RecordedAt, string Envelope)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Write(LedgerRow row) => JsonSerializer.Serialize(Of(row), JsonSerializerOptions.Web);

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> makes: nothing in a line is without meaning.</exception>
    public static LedgerRow Read(string line)
    {
        try
        {
            var row = (JsonSerializer.Deserialize<BundleRow>(line, JsonSerializerOptions.Web) ?? throw new FormatException("it is no row")).ToRow();
            return Write(row) == line ? row : throw new FormatException("it is not written as rows are");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or OverflowException or NullReferenceException or InvalidOperationException)
        {
            throw new FormatException("it cannot be read", error);
        }
    }

    private static BundleRow Of(LedgerRow row)
    {
        var (draft, fact) = (row.Draft, row.Draft.Fact);
        return new(
            row.Number, Hex(row.Hash), row.Version, draft.EntryId, (int)draft.Record, draft.Venue, fact.Source, fact.NativeId, Text(fact.Time), (int)fact.Kind, (int)fact.Status,
            fact.Sequence.ToString(CultureInfo.InvariantCulture), [.. fact.Legs.Select(l => new BundleLeg(l.Code, l.Symbol, l.Amount.ToString(), (int)l.Role))],
            fact.Reference, fact.Market, fact.TxHash, fact.Network, fact.Flags, row.PrivateHash is { } hash ? Hex(hash) : null, draft.Actor, draft.TargetAccount?.Value, draft.Target,
            Hex(row.Provenance.PageHash), row.Provenance.MapperVersion, row.Provenance.Page, Text(row.Provenance.RecordedAt), Hex(row.Envelope));
    }

    private LedgerRow ToRow()
    {
        var fact = new TransactionFact(NativeId, Source, Parse(Time), (TransactionKind)Kind, (TransactionStatus)Status, long.Parse(Sequence, CultureInfo.InvariantCulture), [.. Legs.Select(l => l.ToFact())])
        {
            Reference = Reference, Market = Market, TxHash = TxHash, Network = Network, Flags = Flags,
        };
        var draft = new EntryDraft(Id, (EntryRecord)Record, Venue, fact) { Actor = Actor, TargetAccount = TargetAccount is { } account ? new AccountId(account) : null, Target = Target };
        var privateHash = PrivateHash is { } hex ? Convert.FromHexString(hex) : null;
        var provenance = new Provenance(Page, Convert.FromHexString(PageHash), Mapper, Parse(RecordedAt));
        return new LedgerRow(Number, Convert.FromHexString(Hash), Version, draft, privateHash, privateHash is null ? null : [], provenance, Convert.FromHexString(Envelope));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>A leg of a row.</summary>
internal sealed record BundleLeg(string Code, string Symbol, string Amount, int Role)
{
    public LegFact ToFact() => new(Code, Symbol, Quantity.Parse(Amount), (LegRole)Role);
}
