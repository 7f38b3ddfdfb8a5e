using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The further columns of one row while it is read.</summary>
internal ref struct RowColumns(long line)
{
    /// <summary>The names, in the order the documentation lists them.</summary>
    public static readonly string[] Names =
        ["type", "to_venue", "to_asset", "to_quantity", "to_price", "fee_asset", "fee_quantity", "fee_price", "basis", "acquired", "portfolio_value", "lots", "identified_at", "price_source"];

    private static readonly Dictionary<string, EventClass> Types = Enum.GetValues<EventClass>()
        .Where(c => c is not (EventClass.TradeFee or EventClass.NetworkFee)).ToDictionary(EventTranslation.Word, c => c, StringComparer.Ordinal);

    private ReadOnlySpan<byte> _type;

    /// <summary>What was filled; null when nothing was.</summary>
    public TaxEventColumns? More { get; private set; }

    /// <summary>Where the price came from; null when the row does not say.</summary>
    public string? PriceSource { get; private set; }

    /// <summary>Keeps one field.</summary>
    public void Set(string name, ReadOnlySpan<byte> field, in FieldReader reader, WordOf word, AssetOf asset)
    {
        if (field.IsEmpty) return;
        if (name == "type")
        {
            _type = field;
            return;
        }

        if (name == "price_source")
        {
            PriceSource = word(field);
            return;
        }

        var more = More ?? new TaxEventColumns();
        More = name switch
        {
            "to_venue" => more with { ToVenue = word(field) },
            "to_asset" => more with { ToAsset = asset(field) },
            "to_quantity" => more with { ToUnits = reader.Number(name, field) },
            "to_price" => more with { ToPrice = reader.Number(name, field) },
            "fee_asset" => more with { FeeAsset = asset(field) },
            "fee_quantity" => more with { FeeUnits = reader.Number(name, field) },
            "fee_price" => more with { FeePrice = reader.Number(name, field) },
            "basis" => more with { Basis = reader.Number(name, field) },
            "acquired" => more with { Acquired = reader.Time(name, field) },
            "portfolio_value" => more with { PortfolioValue = reader.Number(name, field) },
            "lots" => more with { Lots = Encoding.UTF8.GetString(field) is var lots && LotNames.IsValid(lots) ? lots : throw new BadRowException(line, "lots as id:units;id:units") },
            _ => more with { IdentifiedAt = reader.Time(name, field) },
        };
    }

    /// <summary>Says of a swap that it is a purchase.</summary>
    public void Purchase() => More = (More ?? new TaxEventColumns()) with { IsPurchase = true };

    /// <summary>The class that type and side say together.</summary>
    public readonly EventClass Class(ReadOnlySpan<byte> side)
    {
        if (!_type.IsEmpty && !_type.SequenceEqual("trade"u8))
            return Types.TryGetValue(Encoding.UTF8.GetString(_type), out var known) ? known : throw new BadRowException(line, $"type trade, {string.Join(", ", Types.Keys.Skip(2))}");
        if (side.SequenceEqual("buy"u8)) return EventClass.Buy;
        return side.SequenceEqual("sell"u8) ? EventClass.Sell : throw new BadRowException(line, "side buy or sell");
    }

    /// <summary>Throws unless the row has what its class needs.</summary>
    public readonly void Check(EventClass @class, Quantity units)
    {
        var signed = @class is EventClass.Margin or EventClass.Funding or EventClass.Rebate;
        if (units.IsZero || (units.Sign < 0 && !signed)) throw new BadRowException(line, signed ? "a quantity other than zero" : "a quantity above zero");
        if (@class == EventClass.Transfer && More?.ToVenue is null) throw new BadRowException(line, "to_venue, because type is transfer");
        if (@class is EventClass.Swap or EventClass.Wrap or EventClass.Rename or EventClass.LiquidityAdd or EventClass.LiquidityRemove && (More?.ToAsset is null || More.ToUnits.Sign <= 0))
            throw new BadRowException(line, $"to_asset and a to_quantity above zero, because type is {EventTranslation.Word(@class)}");
        if (More is { FeeAsset: not null, FeeUnits.IsZero: true }) throw new BadRowException(line, "fee_quantity, because fee_asset is given");
        if (More is { Lots: not null, IdentifiedAt: null }) throw new BadRowException(line, "identified_at, because lots are named");
    }
}

/// <summary>The text of a field, each distinct one held once.</summary>
internal delegate string WordOf(ReadOnlySpan<byte> field);

/// <summary>The asset of a field, each distinct one held once.</summary>
internal delegate AssetId AssetOf(ReadOnlySpan<byte> field);
