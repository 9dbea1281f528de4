-- One row per goal and indicator that can show something about it: what it can show and what it cannot. A goal without
-- rows is one that no indicator here can show.
-- Parameters: $agreement (id); NULL does not filter.
SELECT goal_indicators.*
FROM goal_indicators
INNER JOIN goals ON goal_indicators.goal = goals.id
WHERE $agreement IS NULL OR goals.agreement = $agreement
ORDER BY goals.agreement, goals.position, goal_indicators.goal, goal_indicators.position, goal_indicators.indicator
