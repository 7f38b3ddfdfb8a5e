using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Reads the comma-separated fields of one line from left to right; quotes are not used by this format.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> text, long line)
{
    private ReadOnlySpan<byte> _rest = text;
    private bool _ended;

    /// <summary>Whether the line has no more fields.</summary>
    public readonly bool Ended => _ended;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Text(string name)
    {
        if (_ended) throw new BadRowException(line, $"a field '{name}'");
        var comma = _rest.IndexOf((byte)',');
        var field = comma < 0 ? _rest : _rest[..comma];
        _ended = comma < 0;
        _rest = comma < 0 ? [] : _rest[(comma + 1)..];
        if (field.IsEmpty && (name is "venue" or "asset")) throw new BadRowException(line, $"a value for {name}");
        return field;
    }

    public DateTimeOffset Time(string name) => Time(name, Text(name));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly DateTimeOffset Time(string name, ReadOnlySpan<byte> field)
    {
        if (field.Length == 20 && field[^1] == 'Z' && TryWholeSeconds(field, out var time)) return time;
        if (DateTimeOffset.TryParse(Encoding.UTF8.GetString(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)) return time.ToMicroseconds();
        throw new BadRowException(line, $"{name} such as 2024-01-31T23:59:59Z");
    }

    public Quantity Number(string name, bool mayBeEmpty) => Number(name, Text(name), mayBeEmpty);

    public readonly Quantity Number(string name, ReadOnlySpan<byte> field, bool mayBeEmpty = false)
    {
        if (field.IsEmpty && mayBeEmpty) return Quantity.Zero;
        if (TryShort(field, out var value) || Quantity.TryParse(Encoding.UTF8.GetString(field), out value)) return value;
        throw new BadRowException(line, $"{name} as a decimal number");
    }

    // The common case, at most 18 digits, without going through text.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryShort(ReadOnlySpan<byte> field, out Quantity value)
    {
        value = default;
        var negative = field.Length > 0 && field[0] == '-';
        if (negative) field = field[1..];
        if (field.Length is 0 or > 18) return false;
        ulong units = 0;
        var point = -1;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '.' && point < 0) point = i;
            else if (field[i] is >= (byte)'0' and <= (byte)'9') units = (units * 10) + (ulong)(field[i] - '0');
            else return false;
        }

        if (field.Length == 1 && point == 0) return false;
        value = new decimal((int)units, (int)(units >> 32), 0, negative, (byte)(point < 0 ? 0 : field.Length - point - 1));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryWholeSeconds(ReadOnlySpan<byte> f, out DateTimeOffset time)
    {
        time = default;
        if (f[4] != '-' || f[7] != '-' || f[10] != 'T' || f[13] != ':' || f[16] != ':') return false;
        var (year, month, day) = ((Two(f, 0) * 100) + Two(f, 2), Two(f, 5), Two(f, 8));
        var (hour, minute, second) = (Two(f, 11), Two(f, 14), Two(f, 17));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    // Far below zero, and so no part of a time, when one of the two is no digit.
    private static int Two(ReadOnlySpan<byte> f, int at)
    {
        var (tens, ones) = ((uint)(f[at] - '0'), (uint)(f[at + 1] - '0'));
        return tens > 9 || ones > 9 ? -10_000 : (int)((tens * 10) + ones);
    }
}
