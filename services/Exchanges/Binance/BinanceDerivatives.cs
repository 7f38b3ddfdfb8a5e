using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>The USDⓈ-M part of an account: positions, their settings, the margin behind them. Contracts and margin steps are read once a day.</summary>
internal sealed class BinanceDerivatives(VenueHttp http, TimeProvider clock)
{
    private readonly Dictionary<string, BinanceContract> _contracts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BinanceBrackets> _brackets = new(StringComparer.Ordinal);
    private DateTimeOffset _read;

    /// <summary>The futures host.</summary>
    public static VenueProfile ProfileOf(VenueProfile spot) => spot with
    {
        Rest = new Uri("https://fapi.binance.com"),
        Time = spot.Time is { } time ? time with { Request = BinanceEndpoints.FuturesTime() } : null,
        ReadLimits = BinanceLimits.ReadFutures,
    };

    /// <summary>Everything open now. A key that may not see futures, or an account without them, has none.</summary>
    public async Task<Result<DerivativesPage>> FetchAsync(CancellationToken cancellationToken)
    {
        var wallets = await RowsAsync(BinanceEndpoints.FuturesBalance(), BinanceJson.Default.BinanceFuturesBalance, cancellationToken);
        if (!wallets.IsOk) return IsClosed(wallets.Error) ? new DerivativesPage([], [], clock.GetUtcNow()) { IsThere = false } : wallets.Error;
        var positions = await RowsAsync(BinanceEndpoints.Positions(), BinanceJson.Default.BinancePositionRisk, cancellationToken);
        if (!positions.IsOk) return positions.Error;
        var at = clock.GetUtcNow();
        var collateral = wallets.Value.Where(w => !w.Balance.IsZero).Select(w => new VenueCollateral(BinanceSymbols.Symbol(w.Asset), w.Balance, w.CrossWallet));
        var open = positions.Value.Where(p => !p.Amount.IsZero).ToList();
        if (open.Count == 0) return new DerivativesPage([], [.. collateral], at);
        if (await EnsureAsync(cancellationToken) is { } failed) return failed;
        var settings = await RowsAsync(BinanceEndpoints.SymbolConfig(), BinanceJson.Default.BinanceSymbolConfig, cancellationToken);
        if (!settings.IsOk) return settings.Error;
        var bySymbol = settings.Value.ToDictionary(s => s.Symbol, StringComparer.Ordinal);
        return new DerivativesPage([.. open.Select(p => Map(p, bySymbol.GetValueOrDefault(p.Symbol)))], [.. collateral], at);
    }

    private VenueDerivative Map(BinancePositionRisk row, BinanceSymbolConfig? setting)
    {
        var contract = _contracts.GetValueOrDefault(row.Symbol);
        var pair = contract is null ? BinanceSymbols.Split(row.Symbol) : (contract.Base, contract.Quote);
        var (underlying, quote) = pair ?? (row.Symbol, row.MarginAsset ?? "USDT");
        var id = row.Side == "BOTH" ? row.Symbol : row.Symbol + ":" + row.Side;
        var kind = contract is null or { ContractType: "PERPETUAL" or "TRADIFI_PERPETUAL" } ? DerivativeKind.Perpetual : DerivativeKind.Future;
        return new VenueDerivative(
            id, row.Symbol, kind, BinanceSymbols.Symbol(underlying), BinanceSymbols.Symbol(quote), BinanceSymbols.Symbol(row.MarginAsset ?? contract?.Margin ?? quote), row.Amount, row.Entry, row.Mark)
        {
            Leverage = setting?.Leverage,
            IsIsolated = setting is null ? !row.IsolatedMargin.IsZero : setting.MarginType == "ISOLATED",
            IsolatedWallet = row.IsolatedWallet,
            LiquidationPrice = row.LiquidationPrice.Sign > 0 ? row.LiquidationPrice : null,
            PriceStep = contract?.Filters?.FirstOrDefault(f => f.Type == "PRICE_FILTER")?.TickSize,
            Tiers = [.. (_brackets.GetValueOrDefault(row.Symbol)?.Steps ?? []).Select(s => new VenueMarginTier(s.Floor, s.Rate, s.Deduction)).OrderBy(t => t.From)],
            Updated = BinanceTime.Of(row.UpdateTime),
        };
    }

    private async Task<Error?> EnsureAsync(CancellationToken cancellationToken)
    {
        if (_contracts.Count > 0 && clock.GetUtcNow() - _read < TimeSpan.FromHours(24)) return null;
        var contracts = await RowsAsync(BinanceEndpoints.Contracts(), BinanceJson.Default.BinanceContract, cancellationToken, "symbols");
        if (!contracts.IsOk) return contracts.Error;
        var brackets = await RowsAsync(BinanceEndpoints.LeverageBrackets(), BinanceJson.Default.BinanceBrackets, cancellationToken);
        if (!brackets.IsOk) return brackets.Error;
        foreach (var contract in contracts.Value) _contracts[contract.Symbol] = contract;
        foreach (var steps in brackets.Value) _brackets[steps.Symbol] = steps;
        _read = clock.GetUtcNow();
        return null;
    }

    private async Task<Result<List<T>>> RowsAsync<T>(VenueRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken, string? container = null)
        where T : class
    {
        var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        var rows = answer.Value.IsMalformed ? null : container is null ? BinanceAnswer.Rows(answer.Value.Body) : BinanceAnswer.Named(answer.Value.Body, container);
        if (rows is null) return new VenueError(VenueErrorType.Malformed, request.Path, "The derivatives could not be read.");
        var read = rows.Select(row => WireJson.Read(row, type)).ToList();
        return read.Contains(null) ? new VenueError(VenueErrorType.Malformed, request.Path, "A row of the derivatives could not be read.") : read.OfType<T>().ToList();
    }

    /// <summary>-2015: the key lacks the permission; -4109: the futures account is not opened.</summary>
    private static bool IsClosed(Error error) => error is VenueError { Type: VenueErrorType.InvalidKey or VenueErrorType.PermissionDenied } or VenueError { VenueCode: "-4109" };
}
