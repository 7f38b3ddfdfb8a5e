using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>The venue's own tables of assets and pairs, read once a day.</summary>
internal sealed class KrakenAssets(VenueHttp http, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private Dictionary<string, string>? _altNames;
    private Dictionary<string, KrakenPair>? _pairs;
    private DateTimeOffset _assetsRead;
    private DateTimeOffset _pairsRead;

    /// <summary>Loads the asset table if there is none or it is old; an old one is kept when the venue does not answer.</summary>
    public async Task<Error?> EnsureAssetsAsync(CancellationToken cancellationToken)
    {
        if (_altNames is not null && clock.GetUtcNow() - _assetsRead < Lifetime) return null;
        var answer = await http.SendAsync(KrakenEndpoints.Assets(), cancellationToken);
        if (!answer.IsOk) return _altNames is null ? answer.Error : null;
        var read = Table(answer.Value.Body, KrakenJson.Default.KrakenAsset);
        if (read.Count == 0) return _altNames is null ? new VenueError(VenueErrorType.Malformed, "ASSETS", "The asset table could not be read.") : null;
        (_altNames, _assetsRead) = (read.ToDictionary(asset => asset.Key, asset => asset.Value.AltName, StringComparer.Ordinal), clock.GetUtcNow());
        foreach (var name in read.Values.Select(asset => asset.AltName)) _altNames.TryAdd(name, name);
        return null;
    }

    /// <summary>The pair table by pair id.</summary>
    public async Task<Result<Dictionary<string, KrakenPair>>> PairsAsync(CancellationToken cancellationToken)
    {
        if (await EnsureAssetsAsync(cancellationToken) is { } failed) return failed;
        if (_pairs is { } known && clock.GetUtcNow() - _pairsRead < Lifetime) return known;
        var answer = await http.SendAsync(KrakenEndpoints.AssetPairs(), cancellationToken);
        if (!answer.IsOk) return _pairs is null ? answer.Error : _pairs;
        (_pairs, _pairsRead) = (Table(answer.Value.Body, KrakenJson.Default.KrakenPair), clock.GetUtcNow());
        return _pairs;
    }

    /// <summary>The common symbol, or null for a code that the venue's table does not have.</summary>
    public string? KnownSymbol(string code) => IsKnown(code) ? Symbol(code) : null;

    /// <summary>The common symbol of any code.</summary>
    public string Symbol(string code) => KrakenSymbols.Symbol(code, AltName);

    private bool IsKnown(string code) => AltName(code) is not null || Symbol(code) is var symbol && (AltName(symbol) is not null || symbol is "BTC" or "DOGE" or "ETH" or "KFEE");

    private string? AltName(string code) => _altNames?.GetValueOrDefault(code);

    private static Dictionary<string, T> Table<T>(ReadOnlyMemory<byte> body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        if (KrakenEnvelope.Result(body) is not { ValueKind: JsonValueKind.Object } result) return table;
        foreach (var member in result.EnumerateObject())
        {
            if (WireJson.Read(member.Value, type) is { } row) table[member.Name] = row;
        }

        return table;
    }
}
