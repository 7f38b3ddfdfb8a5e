using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>Open positions. Margin is of the whole wallet of a currency, futures and options together, and the venue says what it is; there are no steps to tell.</summary>
internal sealed class DeribitDerivatives(VenueHttp http, TimeProvider clock)
{
    private static readonly Quantity Hundredth = Quantity.Parse("0.01");

    // "Standard margin": a sold call needs 0.075 of a coin beside its mark; a put the larger of that and 7.5 % of its mark.
    private static readonly Quantity SoldOptionShare = Quantity.Parse("0.075");

    /// <summary>Everything open now. A key that may not see positions has none.</summary>
    public async Task<Result<DerivativesPage>> FetchAsync(CancellationToken cancellationToken)
    {
        var positions = await ReadAsync(DeribitEndpoints.Positions, DeribitJson.Default.DeribitPosition, cancellationToken);
        if (!positions.IsOk) return IsClosed(positions.Error) ? new DerivativesPage([], [], clock.GetUtcNow()) { IsThere = false } : positions.Error;
        var summaries = await ReadAsync(DeribitEndpoints.AccountSummaries, DeribitJson.Default.DeribitSummary, cancellationToken, "summaries");
        if (!summaries.IsOk) return summaries.Error;
        var at = clock.GetUtcNow();
        var open = new List<VenueDerivative>();
        foreach (var row in positions.Value.Where(p => !p.Size.IsZero))
        {
            if (DeribitInstrument.Parse(row.Instrument) is not { Kind: not null } instrument) continue;
            var ticker = instrument.Kind == DerivativeKind.Option ? await TickerAsync(row.Instrument, cancellationToken) : null;
            if (ticker is { IsOk: false } failed) return failed.Error;
            open.Add(Map(row, instrument, ticker?.Value, at));
        }

        return new DerivativesPage([.. open], [.. summaries.Value.Where(s => !s.Balance.IsZero || !s.Equity.IsZero).Select(Collateral)], at);
    }

    /// <summary>What a mark stands for, as a fraction: the venue tells per cent.</summary>
    public static Quantity? Volatility(DeribitTicker ticker) => ticker.MarkVolatility is { Sign: > 0 } percent ? percent * Hundredth : null;

    private static VenueDerivative Map(DeribitPosition row, DeribitInstrument instrument, DeribitTicker? ticker, DateTimeOffset at) =>
        new(row.Instrument, row.Instrument, instrument.Kind!.Value, instrument.Underlying, instrument.Quote, instrument.Settle, row.Size, row.AveragePrice, ticker?.MarkPrice ?? row.MarkPrice)
        {
            IsInverse = instrument.IsInverse,
            Leverage = row.Leverage,
            LiquidationPrice = row.LiquidationPrice is { Sign: > 0 } price ? price : null,
            Updated = at,
            Option = instrument is { Kind: DerivativeKind.Option, Strike: { } strike, Expiry: { } expiry }
                ? new VenueOption(instrument.IsCall, strike, expiry, ticker?.UnderlyingPrice, ticker is null ? null : Volatility(ticker)) : null,
        };

    private static VenueCollateral Collateral(DeribitSummary wallet) =>
        new(wallet.Currency.ToUpperInvariant(), wallet.Balance, wallet.Balance) { Equity = wallet.Equity, Maintenance = wallet.MaintenanceMargin, SoldOptionShare = wallet.MarginModel == "segregated_sm" ? SoldOptionShare : null };

    private async Task<Result<DeribitTicker>?> TickerAsync(string instrument, CancellationToken cancellationToken)
    {
        var request = DeribitEndpoints.Ticker(instrument);
        var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return (Result<DeribitTicker>)answer.Error;
        return DeribitAnswer.Result(answer.Value.Body) is { } result && WireJson.Read(result, DeribitJson.Default.DeribitTicker) is { } ticker ? ticker : (Result<DeribitTicker>)Malformed(request);
    }

    private async Task<Result<List<T>>> ReadAsync<T>(VenueRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken, string? list = null)
        where T : class
    {
        var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        var rows = list is null ? DeribitAnswer.Result(answer.Value.Body) : DeribitAnswer.List(answer.Value.Body, list);
        if (rows is not { ValueKind: JsonValueKind.Array } told) return Malformed(request);
        var read = told.EnumerateArray().Select(row => WireJson.Read(row, type)).ToList();
        return read.Contains(null) ? Malformed(request) : read.OfType<T>().ToList();
    }

    private static VenueError Malformed(VenueRequest request) => new(VenueErrorType.Malformed, request.Path, "The derivatives could not be read.");

    private static bool IsClosed(Error error) => error is VenueError { Type: VenueErrorType.InvalidKey or VenueErrorType.PermissionDenied };
}
