using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// Perpetuals: each position has margin of its own, and one rate of maintenance margin for every size. Positions in margin trading (type 0) are no derivatives: what they
/// owe and own stands in the margin wallet. The venue names liquidation prices unrounded, so no step is told.
/// </summary>
internal sealed class BitfinexDerivatives(VenueHttp http, TimeProvider clock)
{
    private const string Derivative = "1";
    private readonly Dictionary<string, Quantity> _margins = new(StringComparer.Ordinal);
    private DateTimeOffset _read;

    /// <summary>Everything open now. A key that may not see positions has none.</summary>
    public async Task<Result<DerivativesPage>> FetchAsync(CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(BitfinexEndpoints.Positions, BitfinexPosition.Of, cancellationToken);
        if (!rows.IsOk) return IsClosed(rows.Error) ? new DerivativesPage([], [], clock.GetUtcNow()) { IsThere = false } : rows.Error;
        var wallets = await RowsAsync(BitfinexEndpoints.WalletList, BitfinexWallet.Of, cancellationToken);
        if (!wallets.IsOk) return wallets.Error;
        var at = clock.GetUtcNow();
        var open = rows.Value.Where(p => p.Type == Derivative && !p.Amount.IsZero).ToList();
        var collateral = wallets.Value.Where(w => BitfinexCodes.IsDerivative(w.Currency) && !w.Balance.IsZero).Select(w => Collateral(w, open));
        if (open.Count == 0) return new DerivativesPage([], [.. collateral], at);
        if (await EnsureAsync(cancellationToken) is { } failed) return failed;
        var marks = await RowsAsync(BitfinexEndpoints.DerivativeStatus(open.Select(p => p.Symbol)), row => (Contract: row.TextAt(0) ?? "", Status: BitfinexDerivativeStatus.Of(row, 1)), cancellationToken);
        if (!marks.IsOk) return marks.Error;
        var byContract = marks.Value.ToDictionary(m => m.Contract, m => m.Status.MarkPrice, StringComparer.Ordinal);
        return new DerivativesPage([.. open.Where(p => byContract.ContainsKey(p.Symbol)).Select(p => Map(p, byContract[p.Symbol]))], [.. collateral], at);
    }

    private VenueDerivative Map(BitfinexPosition row, Quantity mark)
    {
        var (underlying, quote) = BitfinexCodes.Split(row.Symbol);
        var settle = BitfinexCodes.BuiltIn.Symbol(quote);
        return new VenueDerivative(row.Symbol, row.Symbol, DerivativeKind.Perpetual, BitfinexCodes.BuiltIn.Symbol(underlying), settle, settle, row.Amount, row.BasePrice, mark)
        {
            Leverage = row.Leverage,
            IsIsolated = true,
            IsolatedWallet = row.Collateral,
            LiquidationPrice = row.PriceLiq is { Sign: > 0 } price ? price : null,
            Tiers = _margins.TryGetValue(row.Symbol, out var rate) ? [new VenueMarginTier(0, rate, 0)] : [],
            Updated = row.MtsUpdate ?? clock.GetUtcNow(),
        };
    }

    private static VenueCollateral Collateral(BitfinexWallet wallet, IEnumerable<BitfinexPosition> open)
    {
        var bound = open.Where(p => BitfinexCodes.Split(p.Symbol).Quote == wallet.Currency).Aggregate(Quantity.Zero, (sum, p) => sum + p.Collateral);
        return new VenueCollateral(BitfinexCodes.BuiltIn.Symbol(wallet.Currency), wallet.Balance, wallet.Balance - bound);
    }

    private async Task<Error?> EnsureAsync(CancellationToken cancellationToken)
    {
        if (_margins.Count > 0 && clock.GetUtcNow() - _read < TimeSpan.FromHours(24)) return null;
        var answer = await http.SendAsync(BitfinexEndpoints.Contracts, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BitfinexMapper.Rows(answer.Value.Body) is not { } lists || lists.GetArrayLength() == 0) return Malformed(BitfinexEndpoints.Contracts);
        foreach (var contract in lists[0].EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Array).Select(BitfinexContract.Of))
            if (contract.MinMargin is { } rate) _margins[contract.Symbol] = rate;
        _read = clock.GetUtcNow();
        return null;
    }

    private async Task<Result<List<T>>> RowsAsync<T>(VenueRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BitfinexMapper.Rows(answer.Value.Body) is not { } rows) return Malformed(request);
        try
        {
            return rows.EnumerateArray().Select(read).ToList();
        }
        catch (FormatException)
        {
            return Malformed(request);
        }
    }

    private static VenueError Malformed(VenueRequest request) => new(VenueErrorType.Malformed, request.Path, "The derivatives could not be read.");

    private static bool IsClosed(Error error) => error is VenueError { Type: VenueErrorType.InvalidKey or VenueErrorType.PermissionDenied };
}
