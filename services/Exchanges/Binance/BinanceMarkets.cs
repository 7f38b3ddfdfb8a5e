using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>The venue's table of markets, read once a day; markets that vanish from it are kept for ever.</summary>
internal sealed class BinanceMarkets(VenueHttp http, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<string, BinanceMarket> _markets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _routed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private DateTimeOffset _read;

    /// <summary>All markets by name.</summary>
    public IReadOnlyDictionary<string, BinanceMarket> All => _markets;

    /// <summary>Loads the table if there is none or it is old; an old one is kept when the venue does not answer.</summary>
    public async Task<Error?> EnsureAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_markets.Count > 0 && clock.GetUtcNow() - _read < TimeSpan.FromHours(24)) return null;
            var answer = await http.SendAsync(BinanceEndpoints.ExchangeInfo(), cancellationToken);
            if (!answer.IsOk) return _markets.Count == 0 ? answer.Error : null;
            Learn(answer.Value.Body);
            _read = clock.GetUtcNow();
            return _markets.Count == 0 ? new VenueError(VenueErrorType.Malformed, "exchangeInfo", "The market table could not be read.") : null;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Whether a code occurs in the table.</summary>
    public bool IsAsset(string code) => _assets.Contains(code);

    /// <summary>Whether the venue's smart order routing may fill orders of a market; its fills are told apart from the trades.</summary>
    public bool IsRouted(BinanceMarket market) => _routed.Contains(market.Symbol);

    /// <summary>Markets that may have been traded: those whose base was seen in balances or pages; then only those quotes the venue lists for it.</summary>
    public IEnumerable<BinanceMarket> Candidates(IReadOnlySet<string> seen) => _markets.Values
        .Where(market => seen.Contains(BinanceSymbols.Symbol(market.Base)))
        .OrderByDescending(market => seen.Contains(BinanceSymbols.Symbol(market.Quote))).ThenBy(market => market.Symbol, StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private void Learn(ReadOnlyMemory<byte> body)
    {
        foreach (var row in BinanceAnswer.Rows(body) ?? [])
        {
            if (WireJson.Read(row, BinanceJson.Default.BinanceMarket) is not { } market) continue;
            _markets[market.Symbol] = market;
            _assets.Add(market.Base);
            _assets.Add(market.Quote);
        }

        foreach (var row in BinanceAnswer.Named(body, "sors"))
            if (WireJson.Read(row, BinanceJson.Default.BinanceRouting) is { } routing) _routed.UnionWith(routing.Symbols);
    }
}
