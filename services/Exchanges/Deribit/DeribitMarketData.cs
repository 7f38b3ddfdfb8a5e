using System.Runtime.CompilerServices;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>Marks and order books of derivatives. Coins are priced at other venues: no ticker of them is read here.</summary>
internal sealed class DeribitMarketData(VenueContext context) : IVenueMarketData, IMarkPrices, IOrderBooks
{
    private const string Ticker = "ticker.";

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken) => Task.FromResult<Result<IReadOnlyList<MarketTick>>>(Array.Empty<MarketTick>());

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<Candle>>>(new VenueError(VenueErrorType.InvalidRequest, market, "Candles of Deribit are not read."));

    /// <inheritdoc/>
    public async IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MarkTick> StreamMarksAsync(IReadOnlyCollection<string> contracts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hello = DeribitMessages.Subscribe(isPrivate: false, contracts.Select(c => $"{Ticker}{c}.100ms"));
        var connected = await VenueSocket.ConnectAsync(DeribitMessages.Options(context.Stream ?? DeribitEndpoints.Stream, [hello]), context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (DeribitMessages.IsRefusal(message)) yield break;
            if (DeribitMessages.Notification(message) is { } told && told.Channel.StartsWith(Ticker, StringComparison.Ordinal) && WireJson.Read(told.Data, DeribitJson.Default.DeribitTicker) is { } ticker) yield return Mark(ticker);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<VenueBook> StreamBooksAsync(IReadOnlyCollection<string> contracts, CancellationToken cancellationToken) => new DeribitBooks(context).RunAsync(contracts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static MarkTick Mark(DeribitTicker ticker) => new(DeribitConnector.Name, ticker.Instrument, ticker.MarkPrice, ticker.Funding, null, DateTimeOffset.FromUnixTimeMilliseconds(ticker.Timestamp))
    {
        UnderlyingPrice = ticker.UnderlyingPrice,
        Volatility = DeribitDerivatives.Volatility(ticker),
    };
}
