using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Collects what a page means; a record that cannot be read becomes a problem and the rest goes on.</summary>
public sealed class PageBuilder
{
    private readonly ImmutableArray<VenueTransaction>.Builder _transactions = ImmutableArray.CreateBuilder<VenueTransaction>();
    private readonly ImmutableArray<PageProblem>.Builder _problems = ImmutableArray.CreateBuilder<PageProblem>();
    private readonly ImmutableArray<VenueBalance>.Builder _balances = ImmutableArray.CreateBuilder<VenueBalance>();

    /// <summary>Raw records seen.</summary>
    public int Records { get; set; }

    /// <summary>Adds a transaction.</summary>
    public void Add(VenueTransaction transaction) => _transactions.Add(transaction);

    /// <summary>Adds a balance.</summary>
    public void Add(VenueBalance balance) => _balances.Add(balance);

    /// <summary>Adds a problem.</summary>
    public void Problem(string code, string? nativeId, string detail) => _problems.Add(new PageProblem(code, nativeId, detail));

    /// <summary>Reads one record and hands it on; counts it; what cannot be read or mapped becomes a problem.</summary>
    public void Read<T>(JsonElement element, JsonTypeInfo<T> type, string? nativeId, Action<T> map)
        where T : class =>
        Read(nativeId, () => map(element.Deserialize(type) ?? throw new JsonException("A record is null.")));

    /// <summary>Reads one record that has no names (a positional array); counts it; what cannot be read or mapped becomes a problem.</summary>
    public void Read(string? nativeId, Action map)
    {
        Records++;
        try
        {
            map();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException or OverflowException or KeyNotFoundException or ArgumentException)
        {
            Problem("record-unreadable", nativeId, unreadable.Message);
        }
    }

    /// <summary>The page.</summary>
    public MappedPage Build() => new(_transactions.ToImmutable(), _problems.ToImmutable(), _balances.ToImmutable(), Records);
}
