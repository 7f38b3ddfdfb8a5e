using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Lists of v2 of one wallet: <c>transactions</c>, and of fiat wallets <c>deposits</c> and <c>withdrawals</c>; pages by <c>starting_after</c> and <c>ending_before</c>.</summary>
internal sealed class CoinbaseTransactions(CoinbaseWallet wallet, string kind, VenueKnobs knobs)
{
    private const int Default = 25;
    private const int Most = 100;

    /// <summary>The kind of ids of a list; with the account's seed it makes them.</summary>
    public static string Kind(CoinbaseWallet wallet, string list) => $"{list}-{wallet.Asset}-{wallet.Place}";

    /// <summary>Writes one page of the events that <paramref name="takes"/> lets through.</summary>
    public void WritePage(Utf8JsonWriter json, string path, IQueryCollection query, Predicate<EconomicEvent> takes, Action<Utf8JsonWriter, EconomicEvent> write)
    {
        var limit = Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : Default, 1, Most);
        var ascending = string.Equals(query["order"], "asc", StringComparison.Ordinal);
        var (page, more) = Page(query, knobs.PageSize(limit), ascending, takes);
        var next = more ? CoinbaseId.Of(wallet.Book.Seed, kind, page[^1].Sequence).ToString("D", CultureInfo.InvariantCulture) : null;
        json.WriteStartObject();
        WritePagination(json, path, limit, ascending ? "asc" : "desc", next);
        json.WriteStartArray("data");
        foreach (var entry in page) write(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Whether an event shows up among the wallet's transactions: reversals only change the state of what they reverse.</summary>
    public bool Shows(EconomicEvent entry)
    {
        if (entry.Kind == EconomicKind.WithdrawalReversal) return false;
        foreach (var leg in entry.Legs)
            if (leg.Asset == wallet.Asset && leg.Wallet == wallet.Place) return true;
        return false;
    }

    /// <summary>The pagination object of v2.</summary>
    public static void WritePagination(Utf8JsonWriter json, string path, int limit, string order, string? next)
    {
        json.WriteStartObject("pagination");
        json.WriteNull("ending_before");
        json.WriteNull("starting_after");
        json.WriteNull("previous_ending_before");
        json.WriteString("next_starting_after", next);
        json.WriteNumber("limit", limit);
        json.WriteString("order", order);
        json.WriteNull("previous_uri");
        json.WriteString("next_uri", next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{path}?limit={limit}&order={order}&starting_after={next}"));
        json.WriteEndObject();
    }

    private (List<EconomicEvent> Page, bool More) Page(IQueryCollection query, int limit, bool ascending, Predicate<EconomicEvent> takes)
    {
        var events = wallet.Book.Events;
        var after = CoinbaseId.NumberOf(wallet.Book.Seed, kind, query["starting_after"]);
        var before = CoinbaseId.NumberOf(wallet.Book.Seed, kind, query["ending_before"]);
        var page = new List<EconomicEvent>(limit);
        var step = ascending ? 1 : -1;
        var index = after is { } sequence ? (int)sequence - 1 + step : ascending ? 0 : events.Count - 1;
        for (; index >= 0 && index < events.Count && index + 1 != before; index += step)
        {
            if (!Shows(events[index]) || !takes(events[index])) continue;
            if (page.Count == limit) return (page, true);
            page.Add(events[index]);
        }

        return (page, false);
    }
}
