using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>One Binance key.</summary>
internal sealed class BinanceSession : IVenueSession, IDerivativesSession
{
    private readonly VenueHttp _http;
    private readonly VenueHttp _futures;
    private readonly BinanceDerivatives _derivatives;
    private readonly VenueContext _context;
    private readonly VenueCredentials _credentials;
    private readonly BinanceMarkets _markets;
    private readonly BinanceHistory _history;
    private volatile bool _hasFutures;

    public BinanceSession(VenueProfile profile, VenueCredentials credentials, VenueContext context)
    {
        (_context, _credentials) = (context, credentials);
        _http = new VenueHttp(profile, context, credentials);
        _markets = new BinanceMarkets(_http, context.Clock);
        _futures = new VenueHttp(BinanceDerivatives.ProfileOf(profile), context, credentials);
        _derivatives = new BinanceDerivatives(_futures, context.Clock);
        _history = new BinanceHistory(_http, _futures, _markets, credentials.Key, context.Clock);
    }

    /// <inheritdoc/>
    public async Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(BinanceEndpoints.Restrictions(), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (WireJson.Read(answer.Value.Body.Span, BinanceJson.Default.BinanceRestrictions) is not { } told) return new VenueError(VenueErrorType.Malformed, "apiRestrictions", "The key's permissions could not be read.");
        return new KeyPermissions(told.EnableReading, told.EnableTrading, told.EnableWithdrawals, told.EnableReading ? [] : ["Enable Reading"], null);
    }

    /// <inheritdoc/>
    public async Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        if (await _markets.EnsureAsync(cancellationToken) is { } failed) return failed;
        var spot = await ReadAsync("account", BinanceEndpoints.Account(), cancellationToken);
        if (!spot.IsOk) return spot.Error;
        var pages = new List<(RawPage Raw, MappedPage Mapped)> { spot.Value };
        var others = await Task.WhenAll(
            WalletAsync("fundingAsset", _ => BinanceEndpoints.FundingAsset(), cancellationToken),
            WalletAsync("flexiblePosition", page => BinanceEndpoints.EarnPositions("flexible", page), cancellationToken),
            WalletAsync("lockedPosition", page => BinanceEndpoints.EarnPositions("locked", page), cancellationToken),
            WalletAsync("futuresBalance", _ => BinanceEndpoints.FuturesBalance(), cancellationToken));
        _hasFutures = others[^1].IsOk;
        if (others.FirstOrDefault(wallet => wallet.Error is VenueError { IsTransient: true }).Error is { } later) return later;
        foreach (var wallet in others.Where(wallet => wallet.IsOk)) pages.AddRange(wallet.Value!);
        var joined = BinanceBalances.Join(spot.Value.Mapped.Balances, [.. pages.Skip(1).SelectMany(page => page.Mapped.Balances)], _markets.IsAsset);
        return new BalancePage([.. pages.Select(page => page.Raw)], joined, spot.Value.Raw.FetchedAt);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken)
    {
        if (await _markets.EnsureAsync(cancellationToken) is { } failed) return failed;
        return (HistoryStream[])
        [
            .. BinanceFamilies.All.Where(family => !family.IsFutures || _hasFutures).Select(family => new HistoryStream(family.Stream, family.Priority)),
            .. _markets.Candidates(seenSymbols).SelectMany(market => Fills(market, seenSymbols.Contains(BinanceSymbols.Symbol(market.Quote)) ? 4 : 5)),
        ];
    }

    /// <inheritdoc/>
    public Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken) => _history.FetchAsync(stream, cursor, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<DerivativesPage>> FetchDerivativesAsync(CancellationToken cancellationToken) => _derivatives.FetchAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PrivateEvent> StreamAsync(CancellationToken cancellationToken)
    {
        var spot = new BinancePrivateStream(_markets, _context, _credentials, _http.Clock);
        return _hasFutures ? BinanceStreamPair.RunAsync(spot.RunAsync, new BinanceFuturesStream(_futures, _context, _credentials.Key).RunAsync, cancellationToken) : spot.RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _futures.Dispose();
        _markets.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<HistoryStream> Fills(BinanceMarket market, int priority)
    {
        yield return new HistoryStream(BinanceTrades.Source(market.Symbol), priority);
        if (_markets.IsRouted(market)) yield return new HistoryStream(BinanceTrades.AllocationSource(market.Symbol), priority);
    }

    private async Task<Result<List<(RawPage Raw, MappedPage Mapped)>>> WalletAsync(string endpoint, Func<int, VenueRequest> request, CancellationToken cancellationToken)
    {
        var pages = new List<(RawPage, MappedPage)>();
        for (var number = 1; ; number++)
        {
            var page = await ReadAsync(endpoint, request(number), cancellationToken);
            if (!page.IsOk) return page.Error;
            pages.Add(page.Value);
            if (endpoint is "fundingAsset" or "futuresBalance" || page.Value.Mapped.RecordCount < 100) return pages;
        }
    }

    private async Task<Result<(RawPage Raw, MappedPage Mapped)>> ReadAsync(string endpoint, VenueRequest request, CancellationToken cancellationToken)
    {
        var answer = await (endpoint == "futuresBalance" ? _futures : _http).SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        var mapped = BinanceMapper.Map(endpoint, answer.Value.Body, null);
        if (mapped.Problems.Any(problem => problem.Code == "page-unreadable")) return new VenueError(VenueErrorType.Malformed, endpoint, "The balances could not be read.");
        return (new RawPage(endpoint, request.ToString(), answer.Value.Body, answer.Value.ReceivedAt), mapped);
    }
}
