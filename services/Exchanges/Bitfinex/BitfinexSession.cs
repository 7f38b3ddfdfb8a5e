using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>One key. All signed calls go one after the other, because the nonce must rise.</summary>
internal sealed class BitfinexSession(VenueCredentials credentials, VenueContext context) : IVenueSession, IDerivativesSession
{
    private static readonly ImmutableArray<string> Needed = ["wallets", "history"];
    private readonly VenueHttp _http = new(BitfinexConnector.VenueProfile, context, credentials);
    private BitfinexDerivatives? _derivatives;
    private IReadOnlyDictionary<string, string>? _symbols;
    private DateTimeOffset? _beginning;

    /// <inheritdoc/>
    public async Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(BitfinexEndpoints.Permissions, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BitfinexMapper.Rows(answer.Value.Body) is not { } rows) return Malformed("permissions");
        var rights = rows.EnumerateArray().ToDictionary(row => row.TextAt(0) ?? "", row => (Read: row.TextAt(1) == "1", Write: row.TextAt(2) == "1"), StringComparer.Ordinal);
        ImmutableArray<string> missing = [.. Needed.Where(scope => !rights.GetValueOrDefault(scope).Read)];
        return new KeyPermissions(missing.IsEmpty, rights.GetValueOrDefault("orders").Write, rights.GetValueOrDefault("withdraw").Write, missing, null);
    }

    /// <inheritdoc/>
    public async Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(BitfinexEndpoints.WalletList, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BitfinexMapper.Rows(answer.Value.Body) is not { } rows) return Malformed(BitfinexEndpoints.Wallets);
        var meta = await MetaAsync(rows, BitfinexEndpoints.Wallets, cancellationToken);
        var raw = new RawPage(BitfinexEndpoints.Wallets, BitfinexEndpoints.WalletList.ToString(), answer.Value.Body, answer.Value.ReceivedAt, meta.ToText());
        return new BalancePage([raw], BitfinexMapper.Map(raw.Endpoint, raw.Body, meta).Balances, raw.FetchedAt);
    }

    /// <inheritdoc/>
    public Task<Result<DerivativesPage>> FetchDerivativesAsync(CancellationToken cancellationToken) => (_derivatives ??= new BitfinexDerivatives(_http, context.Clock)).FetchAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<HistoryStream>>>(new HistoryStream[] { new(BitfinexEndpoints.Trades, 0), new(BitfinexEndpoints.Movements, 1), new(BitfinexEndpoints.Ledgers, 2) });

    /// <inheritdoc/>
    public async Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken)
    {
        if (stream is not (BitfinexEndpoints.Trades or BitfinexEndpoints.Movements or BitfinexEndpoints.Ledgers)) return new VenueError(VenueErrorType.InvalidRequest, stream, $"Bitfinex has no history '{stream}'.");
        var pass = HistoryPass.Parse(cursor);
        if (!pass.Backfilled && _beginning is null) _beginning = await BeginningAsync(cancellationToken);
        var request = BitfinexHistory.Request(stream, pass);
        var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        var raw = new RawPage(stream, request.ToString(), answer.Value.Body, answer.Value.ReceivedAt);
        if (BitfinexMapper.Rows(raw.Body) is not { } rows) return BitfinexHistory.Page(raw, pass, new BitfinexMeta(), _beginning);
        var meta = await MetaAsync(rows, stream, cancellationToken);
        if (stream == BitfinexEndpoints.Trades) meta = await BitfinexOldTrades.FindWalletsAsync(rows, meta, _http, cancellationToken);
        return BitfinexHistory.Page(raw, pass, meta, _beginning);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PrivateEvent> StreamAsync(CancellationToken cancellationToken) => BitfinexPrivateStream.ReadAsync(credentials, context, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string?> CodesOf(JsonElement row, string endpoint)
    {
        if (endpoint != BitfinexEndpoints.Trades) return [row.TextAt(1)];
        var market = row.TextAt(1) ?? "";
        return market.Length == 7 || market.Contains(':', StringComparison.Ordinal) ? [BitfinexCodes.Split(market).Base, BitfinexCodes.Split(market).Quote, row.TextAt(10)] : [row.TextAt(10)];
    }

    private async Task<DateTimeOffset?> BeginningAsync(CancellationToken cancellationToken)
    {
        var oldest = await _http.SendAsync(BitfinexEndpoints.Oldest, cancellationToken);
        if (!oldest.IsOk || BitfinexMapper.Rows(oldest.Value.Body) is not { } rows || rows.GetArrayLength() == 0) return context.Clock.GetUtcNow();
        return rows[0].TimeAt(3);
    }

    // Only what the page names and the built-in table lacks travels with the page.
    private async Task<BitfinexMeta> MetaAsync(JsonElement rows, string endpoint, CancellationToken cancellationToken)
    {
        var codes = rows.EnumerateArray().SelectMany(row => CodesOf(row, endpoint)).OfType<string>().Where(code => !BitfinexCodes.IsBuiltIn(code)).ToHashSet(StringComparer.Ordinal);
        if (codes.Count == 0) return new BitfinexMeta();
        _symbols ??= await SymbolsAsync(cancellationToken);
        var known = codes.Where(code => _symbols.TryGetValue(code, out var symbol) && !string.Equals(symbol, code, StringComparison.OrdinalIgnoreCase));
        return new BitfinexMeta { Symbols = known.ToImmutableSortedDictionary(code => code, code => _symbols[code], StringComparer.Ordinal) };
    }

    private async Task<IReadOnlyDictionary<string, string>> SymbolsAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(BitfinexEndpoints.SymbolMap, cancellationToken);
        if (!answer.IsOk) return new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(answer.Value.Body);
        return BitfinexCodes.ReadMap(document.RootElement);
    }

    private static VenueError Malformed(string endpoint) => new(VenueErrorType.Malformed, endpoint, $"The answer of {endpoint} is not in the documented shape.");
}
