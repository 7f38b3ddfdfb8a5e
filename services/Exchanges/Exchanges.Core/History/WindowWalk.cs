namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Moves a <see cref="WindowCursor"/>. Pure: the instant is an argument. Windows share their borders, so rows on a border come twice and are told apart by id.</summary>
public static class WindowWalk
{
    /// <summary>The cursor with the next window opened, where none is under way.</summary>
    public static WindowCursor Open(WindowCursor cursor, WindowRules rules, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (cursor.Top == 0) return Back(cursor with { Top = at, To = at }, rules);
        if (!cursor.IsDone || cursor.Goal != 0) return cursor;
        var from = Math.Max(Floor(rules), cursor.Top - Length(rules.Overlap));
        return cursor with { Goal = at, From = from, To = Math.Min(at, from + Length(rules.Window)), Offset = 0 };
    }

    /// <summary>The call an opened cursor asks for.</summary>
    public static WindowCall Call(WindowCursor cursor) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(cursor.From), DateTimeOffset.FromUnixTimeMilliseconds(cursor.To), cursor.Offset);

    /// <summary>Whether the page must be thrown away and asked again in halves, because the range does not fit a page.</summary>
    public static bool MustSplit(WindowCursor cursor, WindowRules rules, WindowPage page) =>
        rules.Paging == WindowPaging.Split && cursor.To - cursor.From > 1 && (page.Rows >= rules.PageSize || page.HasMore == true || page.Total > page.Rows);

    /// <summary>The cursor with its window halved: the newer half going back, the older half going forward.</summary>
    public static WindowCursor Split(WindowCursor cursor)
    {
        var middle = cursor.From + ((cursor.To - cursor.From) / 2);
        return cursor.IsDone ? cursor with { To = middle } : cursor with { From = middle };
    }

    /// <summary>The cursor once a page is committed.</summary>
    public static WindowCursor After(WindowCursor cursor, WindowRules rules, WindowPage page)
    {
        var counted = cursor with { Count = cursor.Count + (cursor.IsDone ? 0 : page.Rows), Again = 0 };
        if (IsTooShort(cursor, rules, page)) return cursor with { Again = cursor.Again + 1 };
        if (HasNext(cursor, rules, page)) return counted with { Offset = cursor.Offset + (rules.Paging == WindowPaging.Number ? rules.PageSize : page.Rows) };
        return cursor.IsDone ? Forward(counted, rules) : Back(counted with { To = cursor.From, Offset = 0 }, rules);
    }

    /// <summary>Whether nothing newer is known.</summary>
    public static bool IsCaughtUp(WindowCursor cursor) => cursor.IsDone && cursor.Goal == 0;

    /// <summary>Rows the stream holds: what was counted when complete, else that scaled up by the part of the time already walked.</summary>
    public static long? Expected(WindowCursor cursor, WindowRules rules)
    {
        if (cursor.IsDone) return cursor.Count;
        var (walked, whole) = (cursor.Top - cursor.To, cursor.Top - Floor(rules));
        return walked <= 0 ? null : cursor.Count + (long)Math.Min(cursor.Count, (decimal)cursor.Count * (whole - walked) / whole);
    }

    /// <summary>A numbered page with fewer rows than the total promises: its rows are told, and the same page is asked again (three times at most).</summary>
    private static bool IsTooShort(WindowCursor cursor, WindowRules rules, WindowPage page) =>
        rules.Paging == WindowPaging.Number && page.Total is { } total && page.Rows < Math.Min(rules.PageSize, total - cursor.Offset) && cursor.Again < 3;

    private static bool HasNext(WindowCursor cursor, WindowRules rules, WindowPage page) => rules.Paging switch
    {
        WindowPaging.Offset => page.Rows > 0 && (page.Total is not { } total || cursor.Offset + page.Rows < total),
        WindowPaging.Number => page.Total is { } total ? cursor.Offset + rules.PageSize < total : page.Rows >= rules.PageSize,
        _ => false,
    };

    private static WindowCursor Back(WindowCursor cursor, WindowRules rules)
    {
        if (cursor.To <= Floor(rules)) return cursor with { IsDone = true, From = 0, To = 0 };
        return cursor with { From = Math.Max(Floor(rules), cursor.To - Length(rules.Window)), Offset = 0 };
    }

    private static WindowCursor Forward(WindowCursor cursor, WindowRules rules)
    {
        if (cursor.To >= cursor.Goal) return cursor with { Top = cursor.Goal, Goal = 0, From = 0, To = 0, Offset = 0 };
        return cursor with { From = cursor.To, To = Math.Min(cursor.Goal, cursor.To + Length(rules.Window)), Offset = 0 };
    }

    private static long Floor(WindowRules rules) => rules.Floor.ToUnixTimeMilliseconds();

    private static long Length(TimeSpan span) => (long)span.TotalMilliseconds;
}
