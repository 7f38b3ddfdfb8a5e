using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>status/deriv</c>: mark, index and funding of perpetuals, now and at the ends of past periods.</summary>
internal sealed class BitfinexDerivativeStatus(VenueSite site)
{
    private const string Key = "deriv:";

    public Task ListAsync(HttpContext context)
    {
        var wanted = context.Request.Query["keys"].ToString().Split(',').ToHashSet(StringComparer.Ordinal);
        var now = site.Clock.GetUtcNow();
        return context.SendAsync(WireAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var contract in site.Profile.Perpetuals.Where(c => wanted.Contains("ALL") || wanted.Contains(BitfinexCodes.Contract(c))))
            {
                json.WriteStartArray();
                json.WriteStringValue(BitfinexCodes.Contract(contract));
                WriteColumns(json, site, contract, now);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }));
    }

    public Task HistoryAsync(HttpContext context)
    {
        if (Find(site, Key + (string)context.Request.RouteValues["symbol"]!) is not { } contract) return context.SendAsync(BitfinexError.BadSymbol);
        if (BitfinexRange.Read(name => context.Request.Query[name], 5_000, 100) is not { } range) return context.SendAsync(BitfinexError.BadLimit);
        var step = (long)PerpetualContract.FundingEvery.TotalMilliseconds;
        var newest = Math.Min(range.End, site.Clock.GetUtcNow().ToUnixTimeMilliseconds()) / step * step;
        return context.SendAsync(WireAnswer.Json(json =>
        {
            json.WriteStartArray();
            for (var i = 0; i < range.Limit && newest - (i * step) >= Math.Max(range.Start, site.World.Origin.ToUnixTimeMilliseconds()); i++)
            {
                json.WriteStartArray();
                WriteColumns(json, site, contract, DateTimeOffset.FromUnixTimeMilliseconds(newest - (i * step)));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }));
    }

    /// <summary>The contract of a channel's key, such as <c>deriv:tBTCF0:USTF0</c>; null when there is none.</summary>
    public static PerpetualContract? Find(VenueSite site, string? key) => key is null || !key.StartsWith(Key, StringComparison.Ordinal)
        ? null
        : site.Profile.Perpetuals.FirstOrDefault(c => string.Equals(BitfinexCodes.Contract(c), key[Key.Length..], StringComparison.Ordinal));

    /// <summary>What follows the symbol.</summary>
    public static void WriteColumns(Utf8JsonWriter json, VenueSite site, PerpetualContract contract, DateTimeOffset at)
    {
        var (mark, rate) = (site.Prices.Mark(contract.Market, at), contract.FundingRate(site.World.Seed, at));
        json.WriteNumberValue(at.ToUnixTimeMilliseconds());
        json.WriteNullValue();
        json.Number(site.Prices.Last(contract.Market, at));
        json.Number(mark);
        json.WriteNullValue();
        json.Number(36_950_860.5m);
        json.WriteNullValue();
        json.WriteNumberValue(PerpetualContract.NextFunding(at).ToUnixTimeMilliseconds());
        json.Number(rate);
        json.WriteNumberValue(at.Minute);
        json.WriteNullValue();
        json.Number(rate);
        json.Nulls(2);
        json.Number(mark);
        json.Nulls(2);
        json.Number(contract.Market.Lot * 9_000_000);
        json.Nulls(3);
        json.Number(0.0005m);
        json.Number(0.0025m);
    }
}
