using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.GraphQL;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>Where a reader of transactions stands: the last one it has seen. New transactions in front do not shift what follows.</summary>
internal sealed record TransactionCursor(DateTimeOffset Time, long Sequence, Guid EntryId)
{
    /// <summary>Before everything.</summary>
    public static TransactionCursor Newest { get; } = new(new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), long.MaxValue, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"));

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Time.UtcTicks} {Sequence} {EntryId}")));

    public static TransactionCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Newest;
        if (!Base64Url.IsValid(text)) return null;
        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ') is [var ticks, var sequence, var id]
            && long.TryParse(ticks, CultureInfo.InvariantCulture, out var t) && t is >= 0 and < 3155378975999999999
            && long.TryParse(sequence, CultureInfo.InvariantCulture, out var s) && Guid.TryParse(id, out var g)
            ? new(new DateTimeOffset(t, TimeSpan.Zero), s, g)
            : null;
    }
}

/// <summary>One leg as shown.</summary>
internal sealed record LegView(string Code, string Asset, string Amount, string Role)
{
    public static LegView Of(LegItem leg) => new(leg.Code, leg.AssetId, leg.Amount.ToString(), $"{leg.Role}");
}

/// <summary>One transaction as shown: the version that holds.</summary>
internal sealed record TransactionView(
    Guid Account, Guid Id, DateTimeOffset Time, string Kind, string Status, string Source, string NativeId, int Version, bool Edited, bool Counts, IReadOnlyList<LegView> Legs,
    string? Reference, string? Market, string? TxHash, string? Network, IReadOnlyList<string> Flags, DateTimeOffset RecordedAt)
{
    public static TransactionView Of(TransactionItem t) => new(
        t.AccountId, t.Id, t.Time, $"{t.Kind}", $"{t.Status}", t.Source, t.NativeId, t.Version, t.Edited, t.Counts, [.. t.Legs.Select(LegView.Of)], t.Reference, t.Market, t.TxHash, t.Network, t.Flags, t.RecordedAt);
}

/// <summary>A page of transactions, newest first.</summary>
/// <param name="Transactions">What there is.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null at the end.</param>
internal sealed record TransactionPage(IReadOnlyList<TransactionView> Transactions, string? Next)
{
    public static TransactionPage Of(Connection<TransactionItem> page) => new([.. page.Nodes.Select(TransactionView.Of)], page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null);
}
