using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>A refusal in Binance's words: code, message, HTTP status.</summary>
internal sealed record BinanceError(int Code, string Message, int Status = 400)
{
    /// <summary>The venue's body.</summary>
    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(new { code = Code, msg = Message });

    public static BinanceError Missing(string name) => new(-1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    public static BinanceError BadSymbol { get; } = new(-1121, "Invalid symbol.");
}

/// <summary>Writes the body of an endpoint; returns an error instead, or null when all went well.</summary>
internal delegate BinanceError? BinanceEndpoint(BinanceCall call, Utf8JsonWriter json);

/// <summary>A call of a Binance endpoint: its arguments (query wins over body), and who made it.</summary>
internal sealed record BinanceCall(VenueSite Site, DemoKey? Caller, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>The key of a signed call.</summary>
    public DemoKey Key => Caller ?? throw new InvalidOperationException("A public endpoint has no caller.");

    /// <summary>An argument, or null.</summary>
    public string? this[string name] => Arguments.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The market of the <c>symbol</c> argument.</summary>
    public VenueMarket? Market => this["symbol"] is { } symbol ? BinanceCodes.Find(Site.Profile, symbol) : null;

    /// <summary>The perpetual of the <c>symbol</c> argument.</summary>
    public PerpetualContract? Contract => this["symbol"] is { } symbol ? Site.Profile.Perpetuals.FirstOrDefault(c => BinanceCodes.Symbol(c.Market) == symbol) : null;

    /// <summary>Now, in milliseconds.</summary>
    public long Now => Site.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A whole number.</summary>
    public long? Long(string name) => long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A decimal number.</summary>
    public decimal? Number(string name) => decimal.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The row limit: the default, at most the maximum, fewer when the short-page knob hits.</summary>
    public int Limit(int otherwise, int most, string name = "limit") => Site.Knobs.PageSize((int)Math.Clamp(Long(name) ?? otherwise, 1, most));

    /// <summary>Reads the caller's account.</summary>
    public T Read<T>(Func<AccountBook, T> read) => Site.Read(Key, read);
}

/// <summary>Binance's names and number formats.</summary>
internal static class BinanceCodes
{
    /// <summary>The symbol of a market: <c>BTCUSDT</c>.</summary>
    public static string Symbol(VenueMarket market) => market.Base + market.Quote;

    /// <summary>The market of a symbol.</summary>
    public static VenueMarket? Find(VenueProfile profile, string symbol)
    {
        foreach (var market in profile.Markets)
            if (symbol.Length == market.Base.Length + market.Quote.Length && symbol.StartsWith(market.Base, StringComparison.Ordinal) && symbol.EndsWith(market.Quote, StringComparison.Ordinal)) return market;
        return null;
    }

    /// <summary>An amount with eight digits.</summary>
    public static string Amount(decimal amount) => amount.ToString("F8", CultureInfo.InvariantCulture);

    /// <summary>A network's code.</summary>
    public static string Network(string network) => network switch
    {
        "Bitcoin" => "BTC", "Litecoin" => "LTC", "Ripple" => "XRP", "Solana" => "SOL", "Polkadot" => "DOT", "Cosmos" => "ATOM", "BSC" => "BSC", _ => "ETH",
    };

    /// <summary>A time as the text that withdrawals carry, UTC.</summary>
    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
