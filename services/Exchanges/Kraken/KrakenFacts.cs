using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>What other endpoints add to ledger rows: market and liquidity of fills, chain id and address of recent movements. Kept for the life of a session.</summary>
internal sealed class KrakenFacts(VenueHttp http, KrakenAllowance allowance, TimeProvider clock)
{
    /// <summary>The status endpoints tell recent movements only.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(90);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, TradeFact> _trades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MovementFact> _movements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);
    private bool _tradesDenied;

    /// <summary>Facts of the fills among the rows; a failure that may pass is returned, a missing permission only costs the enrichment.</summary>
    public async Task<Result<Dictionary<string, TradeFact>>> TradesAsync(IReadOnlyCollection<LedgerEntry> rows, CancellationToken cancellationToken)
    {
        var fills = rows.Where(row => row.Row.Type == "trade").ToList();
        var missing = fills.Where(row => !_trades.ContainsKey(row.Group)).ToList();
        var end = missing.Count == 0 ? null : Seconds(missing.Max(row => row.Row.Time));
        var offset = 0;
        for (var call = 0; call < 8 && !_tradesDenied && missing.Count > 0; call++)
        {
            var oldest = missing.Min(row => row.Row.Time);
            var answer = await http.SendAsync(KrakenEndpoints.TradesHistory(allowance, null, end, offset), cancellationToken);
            if (!answer.IsOk && !IsDenied(answer.Error)) return answer.Error;
            if (!answer.IsOk) _tradesDenied = true;
            if (!answer.IsOk || Learn(answer.Value, oldest) is not (> 0 and var learnt)) break;
            offset += learnt;
            missing.RemoveAll(row => _trades.ContainsKey(row.Group));
        }

        return fills.Select(row => row.Group).Distinct(StringComparer.Ordinal).Where(_trades.ContainsKey).ToDictionary(id => id, id => _trades[id], StringComparer.Ordinal);
    }

    /// <summary>Facts of the movements among the rows and of those told before without a chain id.</summary>
    public async Task<Result<Dictionary<string, MovementFact>>> MovementsAsync(IReadOnlyCollection<LedgerEntry> rows, IReadOnlyCollection<string> unproven, CancellationToken cancellationToken)
    {
        Quantity since = (decimal)(clock.GetUtcNow() - Recent).ToUnixTimeSeconds();
        foreach (var (type, endpoint) in new[] { ("deposit", "DepositStatus"), ("withdrawal", "WithdrawStatus") })
        {
            var unknown = rows.Any(row => row.Row.Type == type && row.Row.Time > since && !_movements.ContainsKey(row.Group));
            var waiting = type == "withdrawal" && unproven.Any(refid => _movements.GetValueOrDefault(refid)?.TxId is null);
            if (!(unknown || waiting) || clock.GetUtcNow() - _asked.GetValueOrDefault(endpoint) < AskAgain) continue;
            var answer = await http.SendAsync(KrakenEndpoints.Movements(allowance, endpoint), cancellationToken);
            if (!answer.IsOk && answer.Error is VenueError { IsTransient: true }) return answer.Error;
            _asked[endpoint] = clock.GetUtcNow();
            if (answer.IsOk) Learn(answer.Value);
        }

        return rows.Where(row => row.IsMovement).Select(row => row.Group).Concat(unproven).Distinct(StringComparer.Ordinal)
            .Where(_movements.ContainsKey).ToDictionary(id => id, id => _movements[id], StringComparer.Ordinal);
    }

    /// <summary>Keeps the fills of a page; how many rows it had, or 0 when nothing older is needed.</summary>
    private int Learn(VenueResponse answer, Quantity oldest)
    {
        if (KrakenEnvelope.Member(answer.Body, "trades") is not { ValueKind: JsonValueKind.Object } trades) return 0;
        if (_trades.Count > 20_000) _trades.Clear();
        var (rows, reached) = (0, false);
        foreach (var member in trades.EnumerateObject())
        {
            rows++;
            if (WireJson.Read(member.Value, KrakenJson.Default.KrakenTradeRow) is not { } row) continue;
            _trades[member.Name] = new TradeFact(row.Pair, row.OrderId, row.Maker);
            reached |= row.Time < oldest;
        }

        return reached ? 0 : rows;
    }

    private void Learn(VenueResponse answer)
    {
        foreach (var row in KrakenMapper.MovementRows(answer.Body))
        {
            if (WireJson.Read(row, KrakenJson.Default.KrakenMovementRow) is { } movement) _movements[movement.Refid] = new MovementFact(NotEmpty(movement.TxId), NotEmpty(movement.Info), NotEmpty(movement.Network ?? movement.Method));
        }
    }

    private static bool IsDenied(Error error) => error is VenueError { Type: VenueErrorType.PermissionDenied };

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Seconds(Quantity time) => (Instants.FromUnixSeconds(time).ToUnixTimeSeconds() + 1).ToString(CultureInfo.InvariantCulture);
}
